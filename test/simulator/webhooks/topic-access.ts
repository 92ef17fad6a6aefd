import { impliedScopes } from "../graphql/context";
import type { ShopRecord } from "../store/records/shop";

/** The scope a topic needs, by the word before the slash or dot. */
const SCOPES: Readonly<Record<string, string>> = {
  orders: "read_orders",
  refunds: "read_orders",
  checkouts: "read_orders",
  carts: "read_orders",
  customers: "read_customers",
  customer: "read_customers",
  products: "read_products",
  variants: "read_products",
  collections: "read_products",
};
const PROTECTED = new Set(["orders", "refunds", "checkouts", "carts", "customers", "customer"]);
/** Sent whatever was granted, and to shops that are just gone. */
const COMPLIANCE = new Set(["customers/data_request", "customers/redact", "shop/redact"]);

export function mayHear(shop: ShopRecord, topic: string): boolean {
  if (COMPLIANCE.has(topic)) return true;
  if (shop.installedAt === null) return false;
  const family = topic.split(/[/.]/)[0] ?? "";
  if (PROTECTED.has(family) && !shop.hasProtectedDataAccess) return false;
  const scope = topic === "customers/merge" ? "read_customer_merge" : SCOPES[family];
  return scope === undefined || impliedScopes(shop.scopes).has(scope);
}
