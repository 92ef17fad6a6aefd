import { z } from "zod";
import { roundMoney } from "~/domain/money";
import type { MinorUnits } from "~/domain/money";
import { isShopifyId } from "~/domain/shopify-id";

/** Parts shared by everything Shopify sends. Each refuses what the database could not hold or a number could not mean. */

/** PostgreSQL stores no NUL; Shopify's texts have no reason to hold one. */
export const text = z.string().transform((value) => value.replaceAll("\0", "\uFFFD"));

/** A gid of one kind of object: its numeric tail, kept as text, for ids may exceed 2^53. */
export const gidOf = (...kinds: readonly string[]) =>
  z.string().transform((value, context) => {
    const [kind = "", id = ""] = gidName(value)?.split("/") ?? [];
    if (kinds.includes(kind)) return id;
    context.addIssue({ code: "custom", message: `not the id of ${kinds.join(" or ")}: ${value.slice(0, 80)}` });
    return z.NEVER;
  });

/** A gid whose kind is one of several that end alike, such as `ProductSale` and `TipSale`: its kind and tail. */
export const gidNameOf = (ending: string) =>
  z.string().transform((value, context) => {
    const name = gidName(value);
    if (name !== null && name.slice(0, name.indexOf("/")).endsWith(ending)) return name;
    context.addIssue({ code: "custom", message: `not the id of a ${ending}: ${value.slice(0, 80)}` });
    return z.NEVER;
  });

/** The tail of a gid of any kind; null when it is none. */
export function gidTail(value: string): string | null {
  return gidName(value)?.split("/")[1] ?? null;
}

/** The kind and tail of a gid, `OrderAgreement/1`. */
export function gidName(value: string): string | null {
  const [, kind, id] = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(value) ?? [];
  return isShopifyId(id) ? `${kind}/${id}` : null;
}

/** Ids are JSON numbers in payloads, or text when they are large. */
export const payloadId = z.union([z.int().positive().transform(String), z.string().refine(isShopifyId, "not an id")]);

/** A customer as a stored message names one: by id, or by the surrogate, below zero, of one who was redacted. */
export const storedCustomerId = z.union([payloadId, z.string().regex(/^-[1-9]\d{0,18}$/)]);

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):?(\d{2}))$/;

/** A moment as Shopify writes it, with its zone; null when there is no such moment, as on 30 February or at 24:30. */
export function momentOf(text: string): Date | null {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = (
    MOMENT.exec(text) ?? []
  ).map((part = "0") => Number(part));
  const isReal =
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 &&
    day >= 1 &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    zoneHour < 15 &&
    zoneMinute < 60;
  return isReal ? new Date(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")) : null;
}

export const instant = z.string().transform((value, context) => {
  const at = momentOf(value);
  if (at !== null) return at;
  context.addIssue({
    code: "custom",
    message: `not a moment from ${FIRST_YEAR} to ${LAST_YEAR} with its zone: ${value.slice(0, 80)}`,
  });
  return z.NEVER;
});

export const units = z.int32();

/** A customer's number of orders; Shopify writes unsigned eight-byte integers as text. */
export const orderCount = z
  .string()
  .regex(/^\d{1,9}$/, "not a number of orders")
  .transform(Number);

export const shopMoney = z.object({ shopMoney: z.object({ amount: z.string() }) });
export const shopMoneyWithCurrency = z.object({
  shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }),
});

export type ShopMoney = z.infer<typeof shopMoney>;

export function minorUnits(money: ShopMoney, currencyCode: string): MinorUnits {
  return roundMoney(money.shopMoney.amount, currencyCode);
}

/** Whether an error says that a value cannot be used, rather than that it could not be had. */
export const isUnusable = (error: unknown) => error instanceof z.ZodError || error instanceof RangeError;

/** One sentence on what is wrong with a value, for the dead letter. */
export function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return issue === undefined ? "unusable" : `${issue.path.join(".") || "value"}: ${issue.message}`;
  }
  // Its message quotes what stands there.
  if (error instanceof SyntaxError) return "not JSON";
  return error instanceof Error ? error.message : "unusable";
}
