import { existingCustomer, existingOrder, findOrder, type PageOfIds } from "./find-records";
import { lineOf, type LineInput } from "./order-lines";
import { orderOfRow, type FinancialStatus, type Journey, type OrderRecord } from "./records/order";
import type { Id } from "./records/values";
import type { ShopContext } from "./shop-context";
import { createOrder, journeyOf, saveOrder, type OrderFacts } from "./write-order";

export interface OrderInput extends OrderFacts {
  /** A negative quantity is brought back without having been bought here. */
  readonly lines: readonly LineInput[];
}

/** What was found out or noted about an order, goods and money aside. */
export interface OrderUpdate {
  readonly financialStatus?: FinancialStatus | null;
  readonly tags?: readonly string[];
  readonly customerId?: Id | null;
  readonly journey?: Partial<Journey> | null;
  /** False: the order loses its sales agreements, as very old ones have none. */
  readonly hasAgreements?: boolean;
}

export interface Orders {
  orders(page?: PageOfIds): OrderRecord[];
  /** Newest first. */
  latestOrders(limit: number): OrderRecord[];
  order(id: Id): OrderRecord | undefined;
  /** An order that had no checkout here. Emits `orders/create`. */
  placeOrder(input: OrderInput): OrderRecord;
  /** Payment state, tags and the like. Emits `orders/updated`. */
  updateOrder(id: Id, changes: OrderUpdate): OrderRecord;
  /** Emits `orders/delete`. */
  deleteOrder(id: Id): void;
}

export function orders(context: ShopContext): Orders {
  const { database, shopId, emit, command } = context;
  return {
    orders: ({ after = 0, limit = 250 } = {}) =>
      database
        .all(`SELECT * FROM "order" WHERE shop_id = ? AND id > ? ORDER BY id LIMIT ?`, shopId, after, limit)
        .map(orderOfRow),
    latestOrders: (limit) =>
      database
        .all(`SELECT * FROM "order" WHERE shop_id = ? ORDER BY processed_at DESC, id DESC LIMIT ?`, shopId, limit)
        .map(orderOfRow),
    order: (id) => findOrder(context, id),

    placeOrder: (input) =>
      command(() => {
        const lines = input.lines.map((line) => lineOf(context, line));
        return createOrder(context, lines, input, null);
      }),
    updateOrder: (id, changes) =>
      command(() => {
        const before = existingOrder(context, id);
        if (changes.customerId !== undefined && changes.customerId !== null) {
          existingCustomer(context, changes.customerId);
        }
        return saveOrder(
          context,
          {
            ...before,
            financialStatus: changes.financialStatus === undefined ? before.financialStatus : changes.financialStatus,
            tags: changes.tags ?? before.tags,
            customerId: changes.customerId === undefined ? before.customerId : changes.customerId,
            journey: changes.journey === undefined ? before.journey : journeyOf(changes.journey),
            hasAgreements: changes.hasAgreements ?? before.hasAgreements,
          },
          ["orders/updated"],
        );
      }),
    deleteOrder: (id) =>
      command(() => {
        existingOrder(context, id);
        database.run(`DELETE FROM "order" WHERE shop_id = ? AND id = ?`, shopId, id);
        database.run("DELETE FROM refund WHERE shop_id = ? AND order_id = ?", shopId, id);
        emit("orders/delete", { id });
      }),
  };
}
