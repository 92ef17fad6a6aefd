import { z } from "zod";
import { gidOf, payloadId } from "~/adapters/shopify/translate/fields";

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

/** What a message can be about that has an id of its own. */
export type PayloadKind = "Order" | "Refund" | "Customer" | "Product" | "Checkout";

/** Fields that only bodies of another kind have; the topic, which stands in a header, is not signed. */
const FOREIGN_FIELDS: Readonly<Record<PayloadKind, readonly string[]>> = {
  Order: ["abandoned_checkout_url", "order_id", "variants"],
  Refund: ["abandoned_checkout_url", "order_number", "variants"],
  Customer: ["abandoned_checkout_url", "order_number", "order_id", "line_items", "variants"],
  Product: ["abandoned_checkout_url", "order_number", "order_id", "line_items"],
  Checkout: ["order_number", "financial_status", "variants"],
};

/** A checkout has been known by a token in place of a number. */
const checkoutGid = z.string().regex(/^gid:\/\/shopify\/(Abandoned)?Checkout\//, {
  error: ({ input }) => `not the id of Checkout: ${String(input).slice(0, 80)}`,
});

/** A body of one kind: its gid, where it has one, says so, and no field says otherwise. */
const bodyOf = (kind: PayloadKind) =>
  z
    .object({ admin_graphql_api_id: (kind === "Checkout" ? checkoutGid : gidOf(kind)).nullish() })
    .loose()
    .superRefine((body, context) => {
      const foreign = FOREIGN_FIELDS[kind].find((field) => field in body);
      if (foreign === undefined) return;
      context.addIssue({ code: "custom", message: `not the body of a ${kind.toLowerCase()}: it has ${foreign}` });
    });

/** @throws {Error} when the body is another kind of object's than its topic says. */
export function checkKind(payload: unknown, kind: PayloadKind): void {
  bodyOf(kind).parse(payload);
}

/** `orders/edited` tells of the edit, inside of which the order is named. */
const orderEdit = z.object({ order_edit: z.object({ order_id: payloadId }) });

/** The id of the object a message is about. */
export function subjectId(payload: unknown, kind: PayloadKind): string {
  const edit = kind === "Order" ? orderEdit.safeParse(payload) : null;
  if (edit?.success) return edit.data.order_edit.order_id;
  const { admin_graphql_api_id: named } = bodyOf(kind).parse(payload);
  return named ?? z.object({ id: payloadId }).parse(payload).id;
}

export function refundOrderId(payload: unknown): string {
  checkKind(payload, "Refund");
  return z.object({ order_id: payloadId }).parse(payload).order_id;
}

const gidOrId = z.union([gidOf("Customer"), payloadId]);

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
