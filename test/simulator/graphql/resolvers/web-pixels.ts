import { gid } from "../../payloads/payloads";
import { idSequence } from "../../store/ids";
import { deleteWebPixel, PIXEL_SCOPES, saveWebPixel, webPixelOf, type WebPixelRecord } from "../../store/web-pixel";
import type { Args } from "../connections";
import type { ApiContext } from "../context";
import { accessDenied, badRequest } from "../errors";
import { plain, type PlainSource } from "../fields";

type Refusal = { readonly code: string; readonly field: readonly string[] | null; readonly message: string };

const refusal = (code: string, field: readonly string[] | null, message: string): Refusal => ({ code, field, message });

const NOT_FOUND = refusal("NOT_FOUND", ["id"], "The web pixel could not be found.");

/** Settings come back as text. */
const pixelSource = ({ id, settings }: WebPixelRecord): PlainSource =>
  plain("WebPixel", { id: gid("WebPixel", id), settings: JSON.stringify(settings) });

/** Without an id the app's own; that there is none is an error, not null. */
export function webPixel(context: ApiContext, { id }: Args): PlainSource {
  const record = found(context, id ?? null);
  if (record === null) throw badRequest("Web pixel not found", "RESOURCE_NOT_FOUND");
  return pixelSource(record);
}

export function webPixelCreate(context: ApiContext, { webPixel: input }: Args) {
  requireScopes(context, "webPixelCreate");
  if (context.app.webPixel() === null) {
    return refused(refusal("NO_EXTENSION", null, "No extension found for this app."));
  }
  if (webPixelOf(context.database, context.shop.id) !== null) {
    return refused(refusal("TAKEN", ["webPixel"], "A web pixel already exists for this app."));
  }
  const settings = checkedSettings(context, input);
  if ("code" in settings) return refused(settings);
  const ids = idSequence(context.database, context.shop.id);
  const record = { id: ids.next("webPixel"), settings: settings.values };
  context.database.transaction(() => {
    saveWebPixel(context.database, context.shop.id, record);
    ids.save();
  });
  return { webPixel: pixelSource(record), userErrors: [] };
}

export function webPixelUpdate(context: ApiContext, { id, webPixel: input }: Args) {
  requireScopes(context, "webPixelUpdate");
  const record = found(context, id);
  if (record === null) return refused(NOT_FOUND);
  const settings = checkedSettings(context, input);
  if ("code" in settings) return refused(settings);
  const changed = { ...record, settings: settings.values };
  saveWebPixel(context.database, context.shop.id, changed);
  return { webPixel: pixelSource(changed), userErrors: [] };
}

export function webPixelDelete(context: ApiContext, { id }: Args) {
  requireScopes(context, "webPixelDelete");
  if (found(context, id) === null) return { deletedWebPixelId: null, userErrors: [NOT_FOUND] };
  deleteWebPixel(context.database, context.shop.id);
  return { deletedWebPixelId: id, userErrors: [] };
}

const refused = (error: Refusal) => ({ webPixel: null, userErrors: [error] });

function found({ database, shop }: ApiContext, id: unknown): WebPixelRecord | null {
  const record = webPixelOf(database, shop.id);
  return record !== null && (id === null || gid("WebPixel", record.id) === id) ? record : null;
}

function requireScopes({ scopes }: ApiContext, field: string): void {
  for (const scope of PIXEL_SCOPES) if (!scopes.has(scope)) throw accessDenied(field, scope);
}

/** Text or an object, with exactly the fields of the extension, each a text within its bounds. */
function checkedSettings({ app }: ApiContext, input: unknown): { readonly values: Record<string, string> } | Refusal {
  const at = ["webPixel", "settings"];
  const { settings } = input as { readonly settings: unknown };
  let given: unknown = settings;
  if (typeof settings === "string") {
    try {
      given = JSON.parse(settings);
    } catch {
      return refusal("INVALID_CONFIGURATION_JSON", at, "Settings must be valid JSON.");
    }
  }
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return refusal("INVALID_CONFIGURATION_JSON", at, "Settings must be a JSON object.");
  }
  const fields = app.webPixel()?.fields ?? [];
  const known = new Set(fields.map(({ name }) => name));
  const values = given as Record<string, unknown>;
  const unknown = Object.keys(values).find((name) => !known.has(name));
  if (unknown !== undefined) return refusal("INVALID_SETTINGS", at, `Settings field ${unknown} is not defined.`);
  for (const { name, min, max } of fields) {
    const value = values[name] ?? "";
    if (typeof value !== "string") return refusal("INVALID_SETTINGS", at, `Settings field ${name} must be a string.`);
    if (value.length < min || value.length > max) {
      return refusal("INVALID_SETTINGS", at, `Settings field ${name} must have ${min} to ${max} characters.`);
    }
  }
  return { values: values as Record<string, string> };
}
