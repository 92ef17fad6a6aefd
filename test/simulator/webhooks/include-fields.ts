import type { Payload } from "../payloads/payloads";

/** The payload with only the named fields; `line_items.id` reaches into lists and objects. */
export function onlyFields(payload: Payload, fields: readonly string[] | null): Payload {
  if (fields === null) return payload;
  const direct = new Set(fields.filter((field) => !field.includes(".")));
  const nested = new Map<string, string[]>();
  for (const field of fields) {
    const dot = field.indexOf(".");
    if (dot === -1) continue;
    const name = field.slice(0, dot);
    nested.set(name, [...(nested.get(name) ?? []), field.slice(dot + 1)]);
  }
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload)) {
    const inner = nested.get(name);
    if (direct.has(name)) kept[name] = value;
    else if (inner !== undefined) kept[name] = narrowed(value, inner);
  }
  return kept;
}

function narrowed(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => narrowed(each, fields));
  return typeof value === "object" && value !== null ? onlyFields(value as Payload, fields) : value;
}
