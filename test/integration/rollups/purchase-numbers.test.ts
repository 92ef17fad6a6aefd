import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { DAY_MS } from "~/domain/time/shop-time";
import { context } from "../../support/builders";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { writeShopProfile } from "../../support/database/shop-profile";
import { type StagedOrderSpec, stageBatch } from "../../support/database/staged-batch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const iso = (day: number) => new Date(Date.parse("2026-03-01T00:00:00Z") + day * DAY_MS).toISOString();

/** Two customers with a handful of orders, many of which are no purchases or say nothing of their position. */
const orders: fc.Arbitrary<StagedOrderSpec[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 12 }).map(String),
      customerId: fc.constantFrom("1", "1", "2", null),
      day: fc.nat(5),
      updatedAfterDays: fc.nat(5),
      isTest: fc.constantFrom(false, false, true),
      isCancelled: fc.constantFrom(false, false, true),
      customerOrderIndex: fc.constantFrom(null, null, null, 1, 4),
      customerOrderCount: fc.constantFrom(null, 0, 1, 2, 3, 5, 8),
    }),
    { selector: ({ id }) => id, maxLength: 9 },
  )
  .map((drawn) =>
    drawn.map(({ day, updatedAfterDays, isCancelled, ...order }) => ({
      ...order,
      processedAt: iso(day),
      updatedAt: iso(day + updatedAfterDays),
      cancelledAt: isCancelled ? iso(day) : null,
    })),
  );

describe("purchase numbers where older orders are hidden", () => {
  it("are those of the pure book, whatever came in which batch", async () => {
    const seen = { lifted: 0 };
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 9 }), async (all, size) => {
        const shopId = newShopId();
        await withShop(database.db, shopId, async (tx) => {
          await writeShopProfile(tx, shopId, { scopes: ["read_orders"] });
          for (let from = 0; from < all.length; from += size) {
            await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders: all.slice(from, from + size) }));
          }
          const { rows } = await tx.query<{ id: string; number: number | null }>(
            "SELECT order_id AS id, purchase_number AS number FROM orders WHERE shop_id = $1 ORDER BY 1",
            [shopId],
          );
          const { orders: known } = await readShopHistory(tx, shopId);
          const book = purchaseBook(known, context({ isHistoryLimited: true }));
          const numbers = new Map(book.orders.map(({ order, purchaseNumber }) => [order.id, purchaseNumber]));
          expect(rows).toEqual(rows.map(({ id }) => ({ id, number: numbers.get(id) ?? null })));
          if (rows.some(({ number }) => number !== null && number > all.length)) seen.lifted += 1;
        });
      }),
      { numRuns: 80 },
    );
    expect(seen.lifted).toBeGreaterThan(0);
  });
});
