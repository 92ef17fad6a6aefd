/**
 * What a field may look like to be kept. Anything else that stands there, an e-mail address in place of a date, is
 * kept as the note that something did: the message is then refused with a reason that quotes nothing.
 */
export type Leaf =
  | "id"
  | "gid"
  /** A gid of anything but a customer. */
  | "thing"
  | "moment"
  | "amount"
  | "currency"
  | "flag"
  | "token"
  /** What made a checkout: a name of Shopify's or an app's, or an app's number. */
  | "source"
  | "domain"
  /** The address of a checkout, of which host and shop are kept: the rest is a key to it. */
  | "recovery"
  /** Only that the field is there, for it tells whose body this is. */
  | "presence";

/** A list in the payload is described by its items. */
export interface Fields {
  readonly [name: string]: Leaf | Fields;
}

/** By these a body shows that it is of another kind than its topic, which is not signed, says. */
const TELLING: Fields = {
  abandoned_checkout_url: "presence",
  checkout_id: "presence",
  financial_status: "presence",
  line_items: "presence",
  order_id: "presence",
  order_number: "presence",
  variants: "presence",
};

const named = { id: "id", admin_graphql_api_id: "gid", updated_at: "moment" } as const;
const order: Fields = { ...TELLING, ...named, order_edit: { id: "id", order_id: "id" } };
const refund: Fields = { ...TELLING, id: "id", admin_graphql_api_id: "gid", order_id: "id", created_at: "moment" };
const nameable: Fields = { ...TELLING, ...named };
const shop: Fields = { id: "id", myshopify_domain: "domain", updated_at: "moment" };

const taxes: Fields = { price: "amount" };
const checkout: Fields = {
  ...TELLING,
  id: "id",
  admin_graphql_api_id: "gid",
  token: "token",
  cart_token: "token",
  customer: { id: "id" },
  created_at: "moment",
  updated_at: "moment",
  completed_at: "moment",
  source_name: "source",
  device_id: "id",
  user_id: "id",
  location_id: "id",
  currency: "currency",
  taxes_included: "flag",
  subtotal_price: "amount",
  total_tax: "amount",
  line_items: { gift_card: "flag", line_price: "amount", tax_lines: taxes },
  shipping_lines: { price: "amount", tax_lines: taxes },
  abandoned_checkout_url: "recovery",
};

/** A customer of a merge, by either of the two ways in which Shopify has written them. */
const merge: Fields = {
  admin_graphql_api_customer_kept_id: "gid",
  admin_graphql_api_customer_deleted_id: "gid",
  admin_graphql_api_id_customer_kept: "gid",
  admin_graphql_api_id_customer_deleted: "gid",
};
const person: Fields = { shop_id: "id", customer: { id: "id" } };

/** Of each topic's messages the fields that are stored: those something is read from, and nothing of people but ids. */
export const KEPT_FIELDS: ReadonlyMap<string, Fields> = new Map([
  ["orders/create", order],
  ["orders/updated", order],
  ["orders/cancelled", order],
  ["orders/edited", order],
  ["orders/delete", order],
  ["refunds/create", refund],
  ["checkouts/create", checkout],
  ["checkouts/update", checkout],
  ["checkouts/delete", checkout],
  ["customers/create", nameable],
  ["customers/update", nameable],
  ["customers/delete", nameable],
  ["customers/merge", merge],
  ["products/create", nameable],
  ["products/update", nameable],
  ["products/delete", nameable],
  ["shop/update", shop],
  ["app/scopes_update", {}],
  ["app/uninstalled", shop],
  ["customers/data_request", { ...person, data_request: { id: "id" } }],
  ["customers/redact", person],
  ["shop/redact", { shop_id: "id", shop_domain: "domain" }],
]);

/** What is kept of a line of an import that could not be used: which object it is, unless it is a person. */
export const KEPT_OF_LINE: Fields = { id: "thing", __parentId: "thing" };

/** What a checkout's message is asked for to tell whether there is a way to write to the buyer. */
export const CONTACT_FIELDS = ["email", "phone"] as const;

/**
 * The fields a subscription to the topic has to ask for, as `include_fields` names them: `line_items.price`. What only
 * tells of a body of the wrong kind is not among them.
 */
export function askedFields(topic: string): string[] {
  const contact = topic.startsWith("checkouts/") ? CONTACT_FIELDS : [];
  return [...namesOf(KEPT_FIELDS.get(topic) ?? {}), ...contact].sort();
}

function namesOf(fields: Fields, above = ""): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field === "presence") return [];
    return typeof field === "string" ? [above + name] : namesOf(field, `${above}${name}.`);
  });
}
