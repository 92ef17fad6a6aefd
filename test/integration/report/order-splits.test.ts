import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readAovParts, readOrderSplits } from "~/adapters/db/totals/order-splits.server";
import { groupBy } from "~/domain/group-by";
import { MOST_UNITS, ORDER_SPLITS, type OrderSplit, type OrderSplitGroup } from "~/domain/metrics/splits/order-splits";
import { purchaseBook, type BookedOrder } from "~/domain/metrics/history/purchase-book";
import { ordersWhere } from "~/domain/metrics/history/segmented-book";
import type { Order } from "~/domain/orders/order";
import { orderValue, originalDiscount, unitsOrdered } from "~/domain/orders/order-value";
import { isWithin } from "~/domain/time/reporting-window";
import { isInSegment } from "~/domain/orders/segment";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { messages } from "../rollups/random-history";
import { inDescribedShop, profiles, RANGES, segments } from "./described-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function keyOf({ order, day, buyer }: BookedOrder, split: OrderSplit, timeZone: string): string | null {
  switch (split) {
    case "buyer":
      return buyer;
    case "channel":
      return order.channel;
    case "country":
      return order.country;
    case "discount":
      return originalDiscount(order) > 0 ? "yes" : "no";
    case "weekday":
      return String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
    case "hour":
      return String(
        Number(
          new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(order.processedAt),
        ),
      );
    case "units":
      return String(Math.min(unitsOrdered(order), MOST_UNITS));
  }
}

const sorted = (groups: readonly OrderSplitGroup[]) => groups.map((group) => JSON.stringify(group)).sort();

it("orders split in each way, and what explains their value, are the same from the database as from the whole history", async () => {
  await fc.assert(
    fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
      const shopId = newShopId();
      await inDescribedShop(database, shopId, all, profile, async (tx, context) => {
        const { orders } = await readShopHistory(tx, shopId);
        const own = ordersWhere(purchaseBook(orders, context), (order) => isInSegment(order, segment));
        for (const range of RANGES) {
          const placed = own.filter(({ isPlaced, day }) => isPlaced && isWithin(day, range));
          const folded = ORDER_SPLITS.flatMap((split) =>
            [...groupBy(placed, (booked) => keyOf(booked, split, context.timeZone))].map(([key, group]) => {
              const values = group.map(({ order }) => orderValue(order));
              return {
                split,
                key,
                orders: values.length,
                zeroValueOrders: values.filter((value) => value === 0).length,
                orderValue: values.reduce((sum, value) => sum + value, 0),
                orderValueSquares: values.reduce((sum, value) => sum + value * value, 0),
              };
            }),
          );
          expect(sorted(await readOrderSplits(tx, shopId, range, segment))).toEqual(sorted(folded));
          for (const excludesZeroValue of [false, true]) {
            const averaged = placed.filter(({ order }) => !excludesZeroValue || orderValue(order) !== 0);
            const sum = (of: (order: Order) => number) => averaged.reduce((total, { order }) => total + of(order), 0);
            const whole = { ...range, until: null };
            expect(await readAovParts(tx, shopId, whole, segment, excludesZeroValue)).toEqual({
              orders: averaged.length,
              units: sum(unitsOrdered),
              orderValue: sum(orderValue),
              originalDiscount: sum(originalDiscount),
            });
          }
        }
      });
    }),
    { numRuns: 25, seed: 20261124 },
  );
});
