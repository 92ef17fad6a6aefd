import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readSalesTotals } from "~/adapters/db/totals/rollups.server";
import { readFilteredCustomerDays, readFilteredCustomerTotals } from "~/adapters/db/totals/segment-customers.server";
import { readFilteredSalesTotals } from "~/adapters/db/totals/segment-sales.server";
import { readLifetimeTotalsIn, readMatureCustomersIn } from "~/adapters/db/totals/segments.server";
import { readSegmentChoices } from "~/adapters/db/totals/segment-choices.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { customerTotals, repeatersInRange } from "~/domain/metrics/totals/customer-totals";
import { lifetimeTotals } from "~/domain/metrics/totals/lifetime-totals";
import { matureCustomers } from "~/domain/metrics/totals/mature-customers";
import { addSalesTotalsByBuyer, salesTotals, salesTotalsWhere } from "~/domain/metrics/totals/sales-totals";
import { isInSegment, type Segment, type SegmentedOrder } from "~/domain/orders/segment";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { writeShopProfile } from "../../support/database/shop-profile";
import { stageBatch } from "../../support/database/staged-batch";
import { HISTORY_END, messages } from "../rollups/random-history";
import { inDescribedShop, profiles, RANGES, segments } from "./described-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Every value the random histories give a field of a segment. */
const FIELD_VALUES = {
  channel: ["Online Store", "POS"],
  country: ["DE", "FR"],
  firstProductId: ["11", "12", "13"],
  hasDiscount: [true, false],
} as const;

const hasNone = (order: SegmentedOrder, field: keyof typeof FIELD_VALUES) =>
  field !== "hasDiscount" && order[field] === null;

describe("totals of a segment", () => {
  it("are the same from the database as from the whole history", async () => {
    await fc.assert(
      fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
        const shopId = newShopId();
        await inDescribedShop(database, shopId, all, profile, async (tx, context) => {
          const { orders } = await readShopHistory(tx, shopId);
          for (const range of RANGES) {
            expect(await readFilteredSalesTotals(tx, shopId, range, segment)).toEqual(
              salesTotals(orders, range, context, segment),
            );
            expect(await readFilteredCustomerTotals(tx, shopId, range, segment)).toEqual({
              ...customerTotals(orders, range, context, segment),
              repeaters: repeatersInRange(orders, range, context, segment),
            });
            expect(await readMatureCustomersIn(tx, shopId, range, 30, HISTORY_END, segment)).toEqual(
              matureCustomers(orders, range, 30, context, segment),
            );
          }
          expect(await readLifetimeTotalsIn(tx, shopId, segment)).toEqual(lifetimeTotals(orders, context, segment));
          for (const { day, ...customers } of await readFilteredCustomerDays(
            tx,
            shopId,
            { from: "2026-03-06", to: "2026-03-11" },
            segment,
          )) {
            expect(customers).toEqual(customerTotals(orders, { from: day, to: day }, context, segment));
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it("of all values of a field, and of the orders that have none, add up to the whole", async () => {
    await fc.assert(
      fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
        const shopId = newShopId();
        await inDescribedShop(database, shopId, all, profile, async (tx, context) => {
          const { orders } = await readShopHistory(tx, shopId);
          for (const range of RANGES) {
            const of = (asked: Segment) => readFilteredSalesTotals(tx, shopId, range, asked);
            expect(await of({})).toEqual(await readSalesTotals(tx, shopId, range));
            for (const [field, values] of Object.entries(FIELD_VALUES)) {
              const open: Segment = { ...segment, [field]: undefined };
              let sum = salesTotalsWhere(
                orders,
                range,
                context,
                (order) => isInSegment(order, open) && hasNone(order, field as keyof typeof FIELD_VALUES),
              );
              for (const value of values) sum = addSalesTotalsByBuyer(sum, await of({ ...open, [field]: value }));
              expect(sum, field).toEqual(await of(open));
            }
          }
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe("readSegmentChoices", () => {
  it("lists what orders of the range came with, most used first", async () => {
    const shopId = newShopId();
    const at = (day: number) => `2026-03-0${day}T12:00:00Z`;
    await withShop(database.db, shopId, async (tx) => {
      await writeShopProfile(tx, shopId);
      const base = { channel: "POS", country: "FR" };
      const orders = [
        { ...base, id: "1", customerId: "1", processedAt: at(1), lines: [{ id: "1", productId: "12" }] },
        { ...base, id: "2", customerId: "2", processedAt: at(2), lines: [{ id: "2", productId: "11" }] },
        { ...base, id: "3", customerId: "3", processedAt: at(2), lines: [{ id: "3", productId: "11" }] },
        { id: "4", customerId: "3", processedAt: at(3), country: "DE", lines: [{ id: "4", productId: "13" }] },
      ];
      await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders }));
      expect(await readSegmentChoices(tx, shopId, { from: "2026-03-01", to: "2026-03-31" })).toEqual({
        channels: ["POS"],
        countries: ["FR", "DE"],
        firstProducts: [
          { productId: "11", title: "Product 11" },
          { productId: "12", title: "Product 12" },
        ],
      });
    });
  });
});
