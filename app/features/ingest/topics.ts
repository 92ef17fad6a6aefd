/** What a topic's messages are about, and so how they are worked off. */
export type Subject =
  | "order"
  | "refund"
  | "checkout"
  | "customer"
  | "merge"
  | "product"
  | "shop"
  | "uninstall"
  | "data_request"
  | "redact_customer"
  | "redact_shop";

const SUBJECTS: ReadonlyMap<string, Subject> = new Map([
  ["orders/create", "order"],
  ["orders/updated", "order"],
  ["orders/cancelled", "order"],
  ["orders/edited", "order"],
  ["orders/delete", "order"],
  ["refunds/create", "refund"],
  ["checkouts/create", "checkout"],
  ["checkouts/update", "checkout"],
  ["checkouts/delete", "checkout"],
  ["customers/create", "customer"],
  ["customers/update", "customer"],
  ["customers/delete", "customer"],
  ["customers/merge", "merge"],
  ["products/create", "product"],
  ["products/update", "product"],
  ["products/delete", "product"],
  ["shop/update", "shop"],
  ["app/scopes_update", "shop"],
  ["app/uninstalled", "uninstall"],
  ["customers/data_request", "data_request"],
  ["customers/redact", "redact_customer"],
  ["shop/redact", "redact_shop"],
]);

/** Null for a topic the app has no use for. */
export const subjectOf = (topic: string): Subject | null => SUBJECTS.get(topic) ?? null;

/** Topics that are worked off without asking Shopify anything, and also after an uninstall. */
export const LIFECYCLE_TOPICS: readonly string[] = [
  "app/uninstalled",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
];

/** Topics that only ask to read an order again. */
export const ORDER_TOPICS: readonly string[] = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "orders/edited",
  "refunds/create",
];
