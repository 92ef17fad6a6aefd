import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readMeasuredCarts, readMeasuredSessions } from "~/adapters/db/totals/measured-totals.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { measuredCarts, measuredSessions, visitsOfHistory } from "~/domain/metrics/totals/measured-sessions";
import { contextAsOf } from "~/features/totals/context-as-of";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { foldAll } from "../../support/database/staged-history";
import { randomEvents } from "../../support/measurement/random-events";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const RANGES = [
  { from: "2026-03-01", to: "2026-05-31" },
  { from: "2026-03-28", to: "2026-03-29" },
  { from: "2026-03-31", to: "2026-04-02" },
];

const ROLLUPS = [
  ...["rollup_session_day", "rollup_cart_day", "rollup_product_view_day", "rollup_search_day", "rollup_alert_day"],
  "rollup_rec_day",
];

/** Every measured fact and rollup of a shop, clients and searches by no name, cells that add up to nothing left out. */
async function snapshot(tx: Tx, shopId: string): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of [...ROLLUPS, "storefront_session", "cart_episode", "completed_checkout"]) {
    const { rows } = await tx.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE shop_id = $1`, [shopId]);
    const known = rows.map(({ shop_id: _shop, client_hash: _client, query_hash: _query, searches, ...row }) =>
      typeof searches === "string" ? { ...row, searches } : row,
    );
    const isSomething = (row: object) =>
      Object.values(row).some((value) => typeof value === "string" && /^[1-9]\d*$/.test(value));
    const told = table.startsWith("rollup_") ? known.filter(isSomething) : known;
    tables[table] = told.map((row) => JSON.stringify(row)).toSorted();
  }
  return tables;
}

async function storeAndFold(shopId: string, events: readonly StorefrontEvent[], size: number): Promise<void> {
  for (let start = 0; start < events.length; start += size) {
    await withShop(database.db, shopId, (tx) => storeEvents(tx, shopId, events.slice(start, start + size)));
    await foldAll(database.db, shopId);
  }
}

/** In the test shop's zone midnight falls into the random days. */
const PROFILE = { timeZone: "America/New_York" };

describe("measured rollups", () => {
  it("equal the pure folds after every batch of events", async () => {
    await fc.assert(
      fc.asyncProperty(randomEvents, fc.integer({ min: 1, max: 12 }), async (events, size) => {
        const shopId = await newShop(database.db, PROFILE);
        for (const part of [events.slice(0, 12), events.slice(12)]) {
          await storeAndFold(shopId, part, size);
          await withShop(database.db, shopId, async (tx) => {
            const profile = await readShopProfile(tx, shopId);
            if (profile === null) throw new Error("the shop has a profile");
            const context = contextAsOf(profile, Date.now());
            const history = await readShopHistory(tx, shopId);
            const { sessions, carts } = visitsOfHistory(history, context);
            for (const range of RANGES) {
              const stored = await readMeasuredSessions(tx, shopId, range);
              expect(stored).toEqual(measuredSessions(sessions, range, context));
              expect(await readMeasuredCarts(tx, shopId, range, context.asOf)).toEqual(
                measuredCarts(carts, range, context),
              );
            }
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  it("do not depend on the order, grouping or repetition of events", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomEvents.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        fc.integer({ min: 1, max: 9 }),
        async ([all, shuffled], size) => {
          const [once, again] = [await newShop(database.db, PROFILE), await newShop(database.db, PROFILE)];
          await storeAndFold(once, all, 100);
          await storeAndFold(again, shuffled, size);
          const of = (shopId: string) => withShop(database.db, shopId, (tx) => snapshot(tx, shopId));
          expect(await of(again)).toEqual(await of(once));
        },
      ),
      { numRuns: 25 },
    );
  });
});
