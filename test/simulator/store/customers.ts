import { gid } from "../payloads/payloads";
import { existingCustomer, existingOrder, findCustomer, orderIdsOf, type PageOfIds } from "./find-records";
import { customerOfRow, type CustomerRecord } from "./records/customer";
import type { Id } from "./records/values";
import type { ShopContext } from "./shop-context";
import { createCustomer, touchCustomer, type CustomerInput } from "./write-customer";
import { saveOrder } from "./write-order";

export interface Customers {
  customers(page?: PageOfIds): CustomerRecord[];
  customer(id: Id): CustomerRecord | undefined;
  /** Emits `customers/create`. */
  createCustomer(input?: CustomerInput): CustomerRecord;
  /** All orders and checkouts move. Emits `customers/merge`, `customers/update` and `orders/updated` per moved order. */
  mergeCustomers(fromId: Id, intoId: Id): void;
  /** Emits `customers/delete`; Shopify refuses it for customers with orders, and so does this. */
  deleteCustomer(id: Id): void;
}

export function customers(context: ShopContext): Customers {
  const { database, shopId, emit, command } = context;
  return {
    customers: ({ after = 0, limit = 250 } = {}) =>
      database
        .all("SELECT * FROM customer WHERE shop_id = ? AND id > ? ORDER BY id LIMIT ?", shopId, after, limit)
        .map(customerOfRow),
    customer: (id) => findCustomer(context, id),

    createCustomer: (input) => command(() => createCustomer(context, input)),
    mergeCustomers: (fromId, intoId) =>
      command(() => {
        if (fromId === intoId) throw new RangeError(`customer ${fromId} cannot be merged with itself`);
        existingCustomer(context, fromId);
        existingCustomer(context, intoId);
        for (const orderId of orderIdsOf(context, fromId)) {
          saveOrder(context, { ...existingOrder(context, orderId), customerId: intoId }, ["orders/updated"]);
        }
        database.run(
          "UPDATE checkout SET customer_id = ? WHERE shop_id = ? AND customer_id = ?",
          intoId,
          shopId,
          fromId,
        );
        database.run("DELETE FROM customer WHERE shop_id = ? AND id = ?", shopId, fromId);
        emit("customers/merge", {
          admin_graphql_api_id_customer_kept: gid("Customer", intoId),
          admin_graphql_api_id_customer_deleted: gid("Customer", fromId),
          admin_graphql_api_id_job: null,
          status: "completed",
          errors: [],
        });
        touchCustomer(context, intoId);
      }),
    deleteCustomer: (id) =>
      command(() => {
        existingCustomer(context, id);
        if (orderIdsOf(context, id).length > 0) {
          throw new RangeError(`customer ${id} has orders and cannot be deleted`);
        }
        database.run("UPDATE checkout SET customer_id = NULL WHERE shop_id = ? AND customer_id = ?", shopId, id);
        database.run("DELETE FROM customer WHERE shop_id = ? AND id = ?", shopId, id);
        emit("customers/delete", { id, admin_graphql_api_id: gid("Customer", id) });
      }),
  };
}
