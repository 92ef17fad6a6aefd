import { isShopifyId } from "~/domain/shopify-id";
import {
  DEVICES,
  EVENT_NAMES,
  storefrontEvent,
  type RecommendationTrace,
  type StorefrontEvent,
} from "./storefront-event";

/** What is wrong with what was sent, as a sentence without the value itself. */
export interface EventRefusal {
  readonly refusal: string;
}

export function isRefused(parsed: StorefrontEvent | EventRefusal): parsed is EventRefusal {
  return "refusal" in parsed;
}

class Refusal extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const KEYS = new Set([
  ...[
    "id",
    "clientId",
    "at",
    "seq",
    "name",
    "device",
    "referrer",
    "utm",
    "path",
    "customerId",
    "productId",
    "variantId",
  ],
  ...["inStock", "query", "results", "checkoutToken", "orderId", "alert", "rec"],
]);
const UTM_KEYS = new Set(["source", "medium", "campaign"]);
const REC_KEYS = new Set(["place", "list", "position"]);

/**
 * One event as the pixel sends it and `events.jsonl` holds it. A field that is null counts as absent; a key nobody
 * knows is refused, so that nothing personal can travel along.
 */
export function parseStorefrontEvent(sent: unknown): StorefrontEvent | EventRefusal {
  try {
    return eventFrom(fieldsOf(sent, "the event", KEYS));
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.message };
    throw error;
  }
}

function eventFrom(fields: Fields): StorefrontEvent {
  const utm = isAbsent(fields.utm) ? {} : fieldsOf(fields.utm, "utm", UTM_KEYS);
  return storefrontEvent({
    id: required(nameOf(fields.id, "id"), "id"),
    clientId: required(nameOf(fields.clientId, "clientId"), "clientId"),
    at: momentOf(fields.at),
    seq: whole(fields.seq, "seq", 0) ?? 0,
    name: required(oneOf(fields.name, "name", EVENT_NAMES), "name"),
    device: oneOf(fields.device, "device", DEVICES),
    referrer: hostOf(fields.referrer),
    utmSource: text(utm.source, "utm.source", 200),
    utmMedium: text(utm.medium, "utm.medium", 200),
    utmCampaign: text(utm.campaign, "utm.campaign", 200),
    path: pathOf(fields.path),
    customerId: idOf(fields.customerId, "customerId"),
    productId: idOf(fields.productId, "productId"),
    variantId: idOf(fields.variantId, "variantId"),
    inStock: truth(fields.inStock, "inStock"),
    query: text(fields.query, "query", 500),
    results: whole(fields.results, "results", 0),
    checkoutToken: text(fields.checkoutToken, "checkoutToken", 200),
    orderId: idOf(fields.orderId, "orderId"),
    alert: alertOf(fields.alert),
    rec: isAbsent(fields.rec) ? null : recOf(fieldsOf(fields.rec, "rec", REC_KEYS)),
  });
}

function recOf(fields: Fields): RecommendationTrace {
  return {
    place: required(word(fields.place, "rec.place"), "rec.place"),
    list: required(word(fields.list, "rec.list"), "rec.list"),
    position: whole(fields.position, "rec.position", 1),
  };
}

function fieldsOf(sent: unknown, what: string, keys: ReadonlySet<string>): Fields {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) throw new Refusal(`${what} is no object`);
  for (const key of Object.keys(sent)) if (!keys.has(key)) throw new Refusal(`${what} has an unknown key`);
  return sent as Fields;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function required<Value>(value: Value | null, key: string): Value {
  if (value === null || value === "") throw new Refusal(`${key} is missing`);
  return value;
}

// eslint-disable-next-line no-control-regex -- a zero byte, a line break or half a character has no place in these texts
const NO_TEXT = /[\u0000-\u001f]|\p{Surrogate}/gu;

function text(value: unknown, key: string, longest: number): string | null {
  if (isAbsent(value)) return null;
  if (typeof value !== "string") throw new Refusal(`${key} is no text`);
  if (value.length > longest) throw new Refusal(`${key} is longer than ${longest} characters`);
  return value.replace(NO_TEXT, " ");
}

/** What tells one event or client from others: a text, or a number as one. */
function nameOf(value: unknown, key: string): string | null {
  return text(typeof value === "number" ? String(value) : value, key, 100);
}

function word(value: unknown, key: string): string | null {
  const given = text(value, key, 30);
  if (given !== null && !/^[a-z_]+$/.test(given)) throw new Refusal(`${key} is no word`);
  return given;
}

function alertOf(value: unknown): string | null {
  const given = text(value, "alert", 60);
  if (given !== null && !/^[A-Z_]+$/.test(given)) throw new Refusal("alert is no type of an alert");
  return given;
}

function truth(value: unknown, key: string): boolean | null {
  if (isAbsent(value)) return null;
  if (typeof value !== "boolean") throw new Refusal(`${key} is neither true nor false`);
  return value;
}

const LARGEST = 2_147_483_647;

function whole(value: unknown, key: string, least: number): number | null {
  if (isAbsent(value)) return null;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > LARGEST) {
    throw new Refusal(`${key} is no whole number from ${least}`);
  }
  return value;
}

function oneOf<Word extends string>(value: unknown, key: string, words: readonly Word[]): Word | null {
  if (isAbsent(value)) return null;
  const found = words.find((each) => each === value);
  if (found === undefined) throw new Refusal(`${key} is none of the known`);
  return found;
}

/** An id by its digits, whether it comes as a number, as digits or as one of Shopify's global ids. */
function idOf(value: unknown, key: string): string | null {
  if (isAbsent(value)) return null;
  const digits =
    typeof value === "number" || typeof value === "string"
      ? /^(?:gid:\/\/.*\/)?0*(\d{1,19})$/.exec(String(value))
      : null;
  const id = digits?.[1];
  if (!isShopifyId(id)) throw new Refusal(`${key} is no id`);
  return id;
}

/** Years in which a shop may have had visitors; a clock further off is broken. */
const [EARLIEST, LATEST] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

function momentOf(value: unknown): number {
  const at =
    typeof value === "string" && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at) || at < EARLIEST || at >= LATEST) throw new Refusal("at is no moment with its zone");
  return at;
}

/** Only the host, whatever was sent; empty for no referrer. */
function hostOf(value: unknown): string | null {
  const given = text(value, "referrer", 2_000);
  if (given === null) return null;
  const host = given
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/[/?#].*$/, "")
    .replace(/^.*@/, "")
    .replace(/:\d+$/, "");
  if (host.length > 253) throw new Refusal("referrer has no host");
  return host;
}

/** Only the path, without what is asked of it. */
function pathOf(value: unknown): string | null {
  const given = text(value, "path", 2_000);
  return given === null ? null : given.replace(/[?#].*$/, "").slice(0, 500);
}
