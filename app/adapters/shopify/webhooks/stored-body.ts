import { createHash } from "node:crypto";
import { CONTACT_FIELDS, KEPT_FIELDS, KEPT_OF_LINE, type Fields, type Leaf } from "./kept-fields";
import { parsePayload } from "./webhook-payload";

/**
 * What is stored of a signed message: the fields something is read from, and of a buyer's contact details only whether
 * there are any, as `has_contact`. A body that cannot be read is kept as its size, its hash and the reason. Of what was
 * stored already it returns the same.
 */
export function storedBody(topic: string, body: Buffer): Buffer {
  return Buffer.from(JSON.stringify(reduced(topic, body)));
}

/**
 * Reads what was stored of a message.
 *
 * @throws {Error} saying why the message could not be read when it came.
 */
export function readStoredBody(topic: string, body: Buffer): Payload {
  const value = reduced(topic, body);
  if (typeof value === "string") throw new Error(value);
  return value;
}

/** What is kept of a line of an import that could not be used. */
export function storedLine(line: Buffer): Buffer {
  const value = readable(line);
  return Buffer.from(JSON.stringify(typeof value === "string" ? value : keep(value, KEPT_OF_LINE)));
}

export type Payload = Readonly<Record<string, unknown>>;

const UNREADABLE = /^unreadable: (not JSON in UTF-8|not an object|nested too deeply), \d+ bytes, SHA-256 [0-9a-f]{64}$/;

function reduced(topic: string, body: Buffer): Payload | string {
  const value = readable(body);
  if (typeof value === "string") return value;
  const kept = keep(value, KEPT_FIELDS.get(topic) ?? {}) as Payload;
  return topic.startsWith("checkouts/") ? { ...kept, has_contact: hasContact(value) } : kept;
}

function readable(body: Buffer): Payload | string {
  let value: unknown;
  let reason = "not an object";
  try {
    value = parsePayload(body);
  } catch (error) {
    reason = error instanceof RangeError ? "nested too deeply" : "not JSON in UTF-8";
  }
  if (typeof value === "string" && UNREADABLE.test(value)) return value;
  if (isObject(value)) return value;
  return `unreadable: ${reason}, ${body.length} bytes, SHA-256 ${createHash("sha256").update(body).digest("hex")}`;
}

function hasContact(payload: Payload): boolean {
  if (typeof payload["has_contact"] === "boolean") return payload["has_contact"];
  return [...CONTACT_FIELDS, "customer"].some((name) => Boolean(payload[name]));
}

function keep(value: unknown, fields: Fields): unknown {
  if (Array.isArray(value)) return value.map((item) => keep(item, fields));
  if (value === null) return null;
  if (!isObject(value)) return odd(value);
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(value, name)) continue;
    kept[name] = typeof field === "string" ? leaf(value[name], field) : keep(value[name], field);
  }
  return kept;
}

function leaf(value: unknown, kind: Leaf): unknown {
  if (kind === "presence") return true;
  if (value === null) return null;
  if (kind === "recovery") return RECOVERY.exec(String(value))?.slice(1).join("") ?? odd(value);
  return SHAPES[kind](value) ? value : odd(value);
}

/** Says what stood there, in words that are no value of any field. */
function odd(value: unknown): string {
  if (typeof value === "string") return ODD.test(value) ? value : `(a text of ${value.length} characters)`;
  return Array.isArray(value) ? "(a list)" : `(a ${typeof value})`;
}

const ODD = /^\((a text of \d+ characters|a list|a number|a boolean|a object)\)$/;
const RECOVERY = /^(https?:\/\/[a-z\d.:-]+\/)(?:(\d{1,19}\/checkouts)(?=[/?#]|$))?/i;

const text = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);
const wholeNumber = (value: unknown) => Number.isSafeInteger(value);
const digits = text(/^-?\d{1,19}$/);

const SHAPES: Record<Exclude<Leaf, "presence" | "recovery">, (value: unknown) => boolean> = {
  // Our own surrogates of redacted customers lie below zero.
  id: (value) => wholeNumber(value) || digits(value),
  gid: (value) => text(/^gid:\/\/shopify\/\w{1,60}\/\d{1,19}$/)(value) || wholeNumber(value) || digits(value),
  thing: text(/^gid:\/\/shopify\/(?!Customer\/)\w{1,60}\/\d{1,19}$/),
  moment: text(/^\d{4}-\d\d-\d\dT[\d:.]{4,18}(Z|[+-]\d\d:?\d\d)?$/),
  amount: text(/^-?\d{1,20}(\.\d{1,10})?$/),
  currency: text(/^[A-Z]{3}$/),
  flag: (value) => typeof value === "boolean",
  token: text(/^[\w.:/?&=-]{1,255}$/),
  source: (value) => wholeNumber(value) || text(/^[\w.:/ -]{0,64}$/)(value),
  domain: text(/^[a-z\d.-]{1,255}$/i),
};

function isObject(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
