import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch, mergeCustomers, rebuildShop } from "~/adapters/db/ledger/apply.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readOtherSources } from "~/adapters/db/facts/other-sources.server";
import {
  readCheckoutTotals,
  readCustomerTotals,
  readDailySeries,
  readLifetimeTotals,
  readMatureCustomers,
  readRepeatersInRange,
  readSalesTotals,
} from "~/adapters/db/totals/rollups.server";
import { readShippingSplit } from "~/adapters/db/totals/shipping-split.server";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { checkoutTotals } from "~/domain/metrics/totals/checkout-totals";
import { customerTotals, repeatersInRange } from "~/domain/metrics/totals/customer-totals";
import { lifetimeTotals } from "~/domain/metrics/totals/lifetime-totals";
import { matureCustomers } from "~/domain/metrics/totals/mature-customers";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { otherSources } from "~/domain/metrics/totals/other-sources";
import { shippingSplit } from "~/domain/metrics/totals/shipping-split";
import { allBuyers, netSalesOf, salesTotals } from "~/domain/metrics/totals/sales-totals";
import { VALUE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import { MINUTE_MS } from "~/domain/time/shop-time";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop, newShopId } from "../../support/database/new-shop";
import { readFacts, readRollups } from "../../support/database/ledger-snapshot";
import { ALL_KNOWN, writeShopProfile, type ShopProfileSpec } from "../../support/database/shop-profile";
import { stageBatch } from "../../support/database/staged-batch";
import { described } from "../report/described-history";
import {
  batchesOf,
  definitions,
  HISTORY_END,
  messages,
  messagesWithMerges,
  TIME_ZONES,
  type Message,
} from "./random-history";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A new shop that received `all` in batches of `size`. */
async function shopAfter(all: readonly Message[], size: number, profile: ShopProfileSpec): Promise<string> {
  const shopId = await newShop(database.db, profile);
  for (const batch of batchesOf(all, size)) {
    await withShop(database.db, shopId, async (tx) => {
      if ("fromId" in batch) await mergeCustomers(tx, shopId, batch.fromId, batch.intoId);
      else await applyBatch(tx, shopId, await stageBatch(tx, shopId, batch));
    });
  }
  return shopId;
}

const profiles: fc.Arbitrary<ShopProfileSpec> = fc.record({
  timeZone: fc.constantFrom(...TIME_ZONES),
  definitions,
  scopes: fc.constantFrom(["read_orders", "read_all_orders"], ["read_orders"]),
  checkoutsKnownFrom: fc.constantFrom(ALL_KNOWN, "2026-02-25", "2026-03-09", null),
});

const RANGES = [
  { from: "2026-02-01", to: "2026-05-31" },
  { from: "2026-02-10", to: "2026-02-11" },
  { from: "2026-03-08", to: "2026-03-10" },
  { from: "2026-02-20", to: "2026-03-29" },
];

async function expectFoldsToAgree(tx: Tx, shopId: string, profile: ShopProfileSpec, asOf: number): Promise<void> {
  const history = await readShopHistory(tx, shopId);
  const context: MetricContext = {
    timeZone: profile.timeZone ?? "UTC",
    asOf,
    definitions: { ...DEFAULT_DEFINITIONS, ...profile.definitions },
    currencyCode: profile.currencyCode ?? "EUR",
    isHistoryLimited: !(profile.scopes ?? ["read_all_orders"]).includes("read_all_orders"),
    checkoutsKnownFrom: profile.checkoutsKnownFrom === undefined ? ALL_KNOWN : profile.checkoutsKnownFrom,
    measuredFrom: null,
  };
  const { orders } = history;
  for (const range of RANGES) {
    expect(await readSalesTotals(tx, shopId, range)).toEqual(salesTotals(orders, range, context));
    expect(await readCustomerTotals(tx, shopId, range)).toEqual(customerTotals(orders, range, context));
    expect(await readRepeatersInRange(tx, shopId, range)).toBe(repeatersInRange(orders, range, context));
    expect(await readCheckoutTotals(tx, shopId, range, asOf)).toEqual(checkoutTotals(history, range, context));
    const { abandonmentThresholdMinutes } = context.definitions;
    expect(await readShippingSplit(tx, shopId, range, asOf, abandonmentThresholdMinutes)).toEqual(
      shippingSplit(history, range, context),
    );
    expect(await readOtherSources(tx, shopId, range, context.definitions.checkoutSources)).toEqual(
      otherSources(history, range, context),
    );
  }
  expect(await readLifetimeTotals(tx, shopId)).toEqual(lifetimeTotals(orders, context));
  for (const horizonDays of VALUE_HORIZONS_DAYS) {
    for (const range of [{}, RANGES[3] ?? {}]) {
      expect(await readMatureCustomers(tx, shopId, range, horizonDays, asOf)).toEqual(
        matureCustomers(orders, range, horizonDays, context),
      );
    }
  }
  for (const daily of await readDailySeries(tx, shopId, { from: "2026-03-06", to: "2026-03-11" }, asOf)) {
    const day = { from: daily.day, to: daily.day };
    const sales = allBuyers(salesTotals(orders, day, context));
    expect(daily).toEqual({
      day: daily.day,
      orders: sales.orders,
      purchases: sales.purchases,
      orderValue: sales.orderValue,
      zeroValueOrders: sales.zeroValueOrders,
      netSales: netSalesOf(sales),
      ...customerTotals(orders, day, context),
      checkouts: checkoutTotals(history, day, context),
    });
  }
}

describe("the rollups", () => {
  it("equal a recomputation and the pure folds after every history (P3)", async () => {
    await fc.assert(
      fc.asyncProperty(
        messagesWithMerges,
        fc.integer({ min: 1, max: 6 }),
        profiles,
        fc.constantFrom(0, 9, 10, 60, 61, 5_000),
        async (all, size, profile, minutesLater) => {
          const shopId = await shopAfter(all, size, profile);
          await withShop(database.db, shopId, async (tx) => {
            const rollups = await readRollups(tx, shopId);
            const facts = await readFacts(tx, shopId);
            await expectFoldsToAgree(tx, shopId, profile, HISTORY_END + minutesLater * MINUTE_MS);
            await rebuildShop(tx, shopId);
            expect(await readRollups(tx, shopId)).toEqual(rollups);
            expect(await readFacts(tx, shopId)).toEqual(facts);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("do not depend on the order, grouping or repetition of messages (P2, W2, I9, I14)", async () => {
    await fc.assert(
      fc.asyncProperty(
        messages.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        fc.integer({ min: 1, max: 40 }),
        profiles,
        async ([all, shuffled], size, profile) => {
          const [once, again] = [await shopAfter(all, 1, profile), await shopAfter(shuffled, size, profile)];
          const snapshot = (shopId: string) =>
            withShop(database.db, shopId, async (tx) => ({
              facts: { ...(await readFacts(tx, shopId)), deleted_order: [] },
              rollups: await readRollups(tx, shopId),
            }));
          expect(await snapshot(again)).toEqual(await snapshot(once));
        },
      ),
      { numRuns: 24 },
    );
  });

  it("do not depend on what else is staged when a batch is applied", async () => {
    await fc.assert(
      fc.asyncProperty(messages, fc.integer({ min: 2, max: 8 }), profiles, async (all, size, profile) => {
        const alone = await shopAfter(described(all), size, profile);
        const shopId = newShopId();
        await withShop(database.db, shopId, async (tx) => {
          await writeShopProfile(tx, shopId, profile);
          const batchIds = [];
          for (const batch of batchesOf(described(all), size)) {
            if (!("fromId" in batch)) batchIds.push(await stageBatch(tx, shopId, batch));
          }
          for (const batchId of batchIds) await applyBatch(tx, shopId, batchId);
        });
        const snapshot = (of: string) =>
          withShop(database.db, of, async (tx) => [await readFacts(tx, of), await readRollups(tx, of)]);
        expect(await snapshot(shopId)).toEqual(await snapshot(alone));
      }),
      { numRuns: 12 },
    );
  });

  it("equal the pure folds after the definitions, the currency and the time zone changed", async () => {
    await fc.assert(
      fc.asyncProperty(messages, profiles, profiles, async (all, before, after) => {
        const shopId = await shopAfter(all, 6, before);
        const profile = { ...after, currencyCode: "USD" };
        await withShop(database.db, shopId, async (tx) => {
          await writeShopProfile(tx, shopId, profile);
          await rebuildShop(tx, shopId);
          await expectFoldsToAgree(tx, shopId, profile, HISTORY_END);
        });
      }),
      { numRuns: 12 },
    );
  });
});
