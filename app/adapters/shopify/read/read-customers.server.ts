import type { StagedCustomer } from "~/adapters/db/staging/staged-rows";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { orderCount } from "~/adapters/shopify/translate/fields";
import { inBatches } from "./in-batches.server";
import { CUSTOMERS_BY_ID } from "~/adapters/shopify/queries/customers";
import { translateCustomer } from "~/adapters/shopify/translate/translate-customer";

const CUSTOMERS_PER_QUERY = 100;

export interface CustomersRead {
  readonly customers: StagedCustomer[];
  /** Customers Shopify does not show: deleted, or merged into another. */
  readonly missing: string[];
  /** How many orders Shopify counts of each. */
  readonly orderCounts: ReadonlyMap<string, number>;
}

export async function readCustomers(
  admin: AdminClient,
  customerIds: readonly string[],
  signal?: AbortSignal,
): Promise<CustomersRead> {
  const customers: StagedCustomer[] = [];
  const orderCounts = new Map<string, number>();
  const missing: string[] = [];
  await inBatches(customerIds, CUSTOMERS_PER_QUERY, async (batch) => {
    const ids = batch.map((id) => `gid://shopify/Customer/${id}`);
    const { nodes } = await admin.query(CUSTOMERS_BY_ID, { ids }, { signal });
    for (const [index, customerId] of batch.entries()) {
      const node = nodes[index];
      if (node && "createdAt" in node) {
        customers.push(translateCustomer(node));
        orderCounts.set(customerId, orderCount.parse(node.numberOfOrders));
      } else missing.push(customerId);
    }
  });
  return { customers, missing, orderCounts };
}
