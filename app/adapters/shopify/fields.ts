import { z } from "zod";
import { parseMoney } from "~/domain/money";
import type { MinorUnits } from "~/domain/order";

/** Parts shared by everything Shopify sends. Each refuses what the database could not hold or a number could not mean. */

/** PostgreSQL stores no NUL; Shopify's texts have no reason to hold one. */
export const text = z.string().transform((value) => value.replaceAll("\0", "\uFFFD"));

/** The numeric tail of a gid, kept as text: ids may exceed 2^53. */
export const gid = z.string().transform((value, context) => {
  const id = gidTail(value);
  if (id !== null && BigInt(id) <= MAX_BIGINT) return id;
  context.addIssue({ code: "custom", message: `not a Shopify id: ${value.slice(0, 80)}` });
  return z.NEVER;
});

const MAX_BIGINT = 2n ** 63n - 1n;

export function gidTail(value: string): string | null {
  return /^gid:\/\/shopify\/\w+\/([1-9]\d{0,18})(?:\?.*)?$/.exec(value)?.[1] ?? null;
}

/** The kind and tail of a gid, `OrderAgreement/1`. */
export function gidName(value: string): string | null {
  return /^gid:\/\/shopify\/(\w+\/[1-9]\d{0,18})(?:\?.*)?$/.exec(value)?.[1] ?? null;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

export const instant = z.string().transform((value, context) => {
  const at = new Date(value);
  const year = at.getUTCFullYear();
  if (/^\d{4}-\d{2}-\d{2}T/.test(value) && year >= FIRST_YEAR && year <= LAST_YEAR) return at;
  context.addIssue({
    code: "custom",
    message: `not a moment from ${FIRST_YEAR} to ${LAST_YEAR}: ${value.slice(0, 80)}`,
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
  return parseMoney(money.shopMoney.amount, currencyCode);
}

/** One sentence on what is wrong with a value, for the dead letter. */
export function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return issue === undefined ? "unusable" : `${issue.path.join(".") || "value"}: ${issue.message}`;
  }
  return error instanceof Error ? error.message : "unusable";
}
