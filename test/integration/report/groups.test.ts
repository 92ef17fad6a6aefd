import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import {
  readCustomerQuality,
  readFirstProducts,
  readFirstPurchaseTimes,
  readPurchaseCounts,
  readSecondPurchaseWaits,
} from "~/adapters/db/facts/first-purchases.server";
import { readRfmCells, readRfmCuts, readRfmMembers } from "~/adapters/db/facts/groups.server";
import { readCohortActivity } from "~/adapters/db/totals/period-cohorts.server";
import { readTopCustomers } from "~/adapters/db/totals/top-customers.server";
import { readCustomerValues, readOrderValues } from "~/adapters/db/totals/value-distributions.server";
import { customerQuality, firstProducts } from "~/domain/metrics/splits/customer-quality";
import { orderValuesIn } from "~/domain/metrics/totals/order-values";
import { COHORT_PERIODS, cohortActivity } from "~/domain/metrics/cohorts/period-cohorts";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { RFM_GROUPS, rfmCells, rfmCuts, rfmGroup, rfmScores, rfmSubject } from "~/domain/groups/rfm";
import { acquiredIn } from "~/domain/metrics/history/segmented-book";
import { firstPurchaseTimes } from "~/domain/metrics/customers/time-to-first-purchase";
import { secondPurchaseWaits } from "~/domain/metrics/customers/time-to-second-purchase";
import { topCustomers } from "~/domain/metrics/customers/top-customers";
import { valueDistribution } from "~/domain/metrics/splits/value-distribution";
import { DAY_MS } from "~/domain/time/shop-time";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { HISTORY_END, messages } from "../rollups/random-history";
import { inDescribedShop, profiles, RANGES, segments } from "./described-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Rows in one order, whatever order they were found in. */
const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

/** After the horizon of customers who bought first in a random history. */
const MATURE = HISTORY_END + 90 * DAY_MS;

describe("what customers are told apart by", () => {
  it("is the same from the database as from the whole history", async () => {
    await fc.assert(
      fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
        const shopId = newShopId();
        await inDescribedShop(database, shopId, all, profile, async (tx, context) => {
          const { orders } = await readShopHistory(tx, shopId);
          const later = { ...context, asOf: MATURE };
          const book = purchaseBook(orders, later);
          const acquired = acquiredIn(book, segment);
          for (const range of RANGES) {
            expect(sorted(await readSecondPurchaseWaits(tx, shopId, range, MATURE, segment))).toEqual(
              sorted(secondPurchaseWaits(acquired, range, MATURE)),
            );
            expect(await readFirstPurchaseTimes(tx, shopId, range, segment)).toEqual(
              firstPurchaseTimes(acquired, range),
            );
            for (const asOf of [MATURE, MATURE - 40 * DAY_MS]) {
              expect(sorted(await readCustomerQuality(tx, shopId, range, asOf, segment))).toEqual(
                sorted(customerQuality(acquired, range, { ...later, asOf })),
              );
            }
            expect(await readFirstProducts(tx, shopId, range, segment)).toEqual(firstProducts(acquired, range));
            for (const mostExact of [100_000, 3]) {
              expect(await readOrderValues(tx, shopId, range, segment, mostExact)).toEqual(
                valueDistribution(orderValuesIn(orders, range, later, segment), mostExact),
              );
            }
          }
          const subjects = acquired.map(rfmSubject);
          for (const mostExact of [100_000, 3]) {
            expect(await readCustomerValues(tx, shopId, segment, mostExact)).toEqual(
              valueDistribution(
                subjects.map(({ keptValue }) => keptValue),
                mostExact,
              ),
            );
          }
          const counts = new Map<number, number>();
          for (const { purchases } of subjects) counts.set(purchases, (counts.get(purchases) ?? 0) + 1);
          expect(sorted(await readPurchaseCounts(tx, shopId, segment))).toEqual(
            sorted([...counts].map(([purchases, customers]) => ({ purchases, customers }))),
          );
          const shares = [0.1, 0.01, 0.5];
          expect(await readTopCustomers(tx, shopId, shares, segment)).toEqual(
            shares.map((share) => topCustomers(acquired, share)),
          );
          for (const period of COHORT_PERIODS) {
            expect(sorted(await readCohortActivity(tx, shopId, period, null, segment))).toEqual(
              sorted(cohortActivity(acquired, period)),
            );
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it("puts every customer into the same group, and lists the members of each", async () => {
    await fc.assert(
      fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
        const shopId = newShopId();
        await inDescribedShop(database, shopId, all, profile, async (tx, context) => {
          const { orders } = await readShopHistory(tx, shopId);
          const book = purchaseBook(orders, context);
          const cuts = await readRfmCuts(tx, shopId);
          expect(cuts).toEqual(rfmCuts(book.purchasers.map(rfmSubject)));
          if (!cuts) return;
          const subjects = acquiredIn(book, segment).map(rfmSubject);
          expect(sorted(await readRfmCells(tx, shopId, cuts, segment))).toEqual(sorted(rfmCells(subjects, cuts)));
          for (const group of RFM_GROUPS) {
            const members = subjects
              .map((subject) => ({ ...subject, ...rfmScores(subject, cuts) }))
              .filter((member) => rfmGroup(member, member.purchases === 1) === group);
            const page = { offset: 0, limit: 50 };
            expect(sorted(await readRfmMembers(tx, shopId, cuts, segment, group, page))).toEqual(sorted(members));
          }
        });
      }),
      { numRuns: 25 },
    );
  });
});
