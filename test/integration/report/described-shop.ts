import fc from "fast-check";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Segment } from "~/domain/orders/segment";
import type { TestDatabase } from "../../support/database/database";
import { ALL_KNOWN, writeShopProfile, type ShopProfileSpec } from "../../support/database/shop-profile";
import { stageBatch } from "../../support/database/staged-batch";
import { HISTORY_END, TIME_ZONES, batchesOf, definitions, type Message } from "../rollups/random-history";
import { customersBatch, described } from "./described-history";

export const profiles: fc.Arbitrary<ShopProfileSpec> = fc.record({
  timeZone: fc.constantFrom(...TIME_ZONES),
  definitions,
  scopes: fc.constantFrom(["read_orders", "read_all_orders"], ["read_orders"]),
  checkoutsKnownFrom: fc.constantFrom(ALL_KNOWN, "2026-02-25", "2026-03-09", null),
});

export const segments: fc.Arbitrary<Segment> = fc.record(
  {
    buyer: fc.constantFrom("new" as const, "returning" as const),
    channel: fc.constantFrom("Online Store", "POS"),
    country: fc.constantFrom("DE", "FR"),
    firstProductId: fc.constantFrom("11", "12", "13", "99"),
    hasDiscount: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** The whole of a random history, two of its days, and the weeks around a change of the clock. */
export const RANGES = [
  { from: "2026-02-01", to: "2026-05-31" },
  { from: "2026-02-10", to: "2026-02-11" },
  { from: "2026-02-20", to: "2026-03-29" },
] as const;

/** Runs `work` in a shop that received `all`, described, seen at the end of the history. */
export async function inDescribedShop(
  { db }: TestDatabase,
  shopId: string,
  all: readonly Message[],
  profile: ShopProfileSpec,
  work: (tx: Tx, context: MetricContext) => Promise<void>,
): Promise<void> {
  await withShop(db, shopId, async (tx) => {
    await writeShopProfile(tx, shopId, profile);
    await applyBatch(tx, shopId, await stageBatch(tx, shopId, customersBatch));
    for (const batch of batchesOf(described(all), 12)) {
      if (!("fromId" in batch)) await applyBatch(tx, shopId, await stageBatch(tx, shopId, batch));
    }
    await work(tx, {
      timeZone: profile.timeZone ?? "UTC",
      asOf: HISTORY_END,
      definitions: { ...DEFAULT_DEFINITIONS, ...profile.definitions },
      currencyCode: "EUR",
      isHistoryLimited: !(profile.scopes ?? []).includes("read_all_orders"),
      checkoutsKnownFrom: profile.checkoutsKnownFrom === undefined ? ALL_KNOWN : profile.checkoutsKnownFrom,
      measuredFrom: null,
    });
  });
}
