import { z } from "zod";
import { gidTail } from "./fields";

const LARGE_INTEGER = /^-?\d{16,}$/;

/** Reads a webhook's body; whole numbers too large for a double come as text. @throws {Error} when it is no JSON. */
export function parsePayload(body: Buffer): unknown {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  // The third argument carries the number as written (ECMAScript 2025); the types do not know it yet.
  return JSON.parse(text, ((_key: string, value: unknown, context?: { source?: string }) => {
    const source = context?.source;
    return typeof value === "number" && source !== undefined && LARGE_INTEGER.test(source) ? source : value;
  }) as (key: string, value: unknown) => unknown);
}

/** Ids are JSON numbers in payloads, or text when they are large. */
export const payloadId = z.union([
  z.int().positive().transform(String),
  z.string().regex(/^[1-9]\d{0,18}$/, "not an id"),
]);

/** A customer as a stored message names one: by id, or by the surrogate, below zero, of one who was redacted. */
export const storedCustomerId = z.union([payloadId, z.string().regex(/^-[1-9]\d{0,18}$/)]);

const withId = z.union([
  z.object({ admin_graphql_api_id: z.string() }).transform(({ admin_graphql_api_id }, context) => {
    const id = gidTail(admin_graphql_api_id);
    if (id !== null) return id;
    context.addIssue({ code: "custom", message: "not a Shopify id" });
    return z.NEVER;
  }),
  z.object({ id: payloadId }).transform(({ id }) => id),
]);

/** `orders/edited` tells of the edit, inside of which the order is named. */
const orderEdit = z
  .object({ order_edit: z.object({ order_id: payloadId }) })
  .transform(({ order_edit }) => order_edit.order_id);

/** The id of the object a message is about. */
export const subjectId = (payload: unknown): string => z.union([orderEdit, withId]).parse(payload);

export const refundOrderId = (payload: unknown): string => z.object({ order_id: payloadId }).parse(payload).order_id;

const gidOrId = z.union([
  z
    .string()
    .transform((text) => gidTail(text) ?? text)
    .pipe(z.string().regex(/^\d+$/)),
  payloadId,
]);

/** Both ways in which Shopify has written the two customers of a merge. */
const merge = z.union([
  z
    .object({ admin_graphql_api_customer_kept_id: gidOrId, admin_graphql_api_customer_deleted_id: gidOrId })
    .transform((body) => ({
      intoId: body.admin_graphql_api_customer_kept_id,
      fromId: body.admin_graphql_api_customer_deleted_id,
    })),
  z
    .object({ admin_graphql_api_id_customer_kept: gidOrId, admin_graphql_api_id_customer_deleted: gidOrId })
    .transform((body) => ({
      intoId: body.admin_graphql_api_id_customer_kept,
      fromId: body.admin_graphql_api_id_customer_deleted,
    })),
]);

export const mergePayload = (payload: unknown) => merge.parse(payload);

/** Messages about a whole shop name it in their body, which is signed; the header is not. */
export const shopPayload = (payload: unknown) =>
  z.object({ id: payloadId, myshopify_domain: z.string() }).parse(payload);

export const redactShopPayload = (payload: unknown) =>
  z.object({ shop_id: payloadId, shop_domain: z.string() }).parse(payload);

const person = z.object({ id: payloadId.nullish() });

export const redactCustomerPayload = (payload: unknown) =>
  z.object({ shop_id: payloadId, customer: person }).parse(payload);

export const dataRequestPayload = (payload: unknown) =>
  z.object({ shop_id: payloadId, customer: person, data_request: z.object({ id: payloadId }) }).parse(payload);
