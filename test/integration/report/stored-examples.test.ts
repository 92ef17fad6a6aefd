import { afterAll, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { mergeCustomers } from "~/adapters/db/ledger/apply.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { shopReport, type ShopReport } from "~/features/report/shop-report.server";
import { WORKED_EXAMPLES } from "../../fixtures/worked-examples/examples";
import { historyOfFolder } from "../../fixtures/worked-examples/history-of-folder";
import { isLasting, type Expectation, type WorkedExample } from "../../fixtures/worked-examples/worked-example";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { reportedValues } from "../../support/reported-values";
import { shopWithHistory } from "../../support/database/staged-history";
import { messages } from "../rollups/random-history";
import { inDescribedShop, profiles, segments } from "./described-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A shop that holds an example under the definitions of one expectation. */
async function shopOf(example: WorkedExample, definitions: Expectation["definitions"]): Promise<string> {
  const shopId = newShopId();
  const { ianaTimezone: timeZone, currencyCode, scopes } = example.folder.shop;
  const profile = { timeZone, currencyCode, ...(definitions && { definitions }), ...(scopes && { scopes }) };
  await shopWithHistory(database.db, shopId, historyOfFolder(example.folder), profile);
  return shopId;
}

/** A report without the moments it was made at, of which two reports have two. */
function untimed({ metrics, tables }: ShopReport) {
  const { time_to_second_purchase: _ages, ...lasting } = metrics;
  return {
    metrics: Object.entries(lasting).map(([key, { asOf: _asOf, ...metric }]) => [key, metric]),
    tables: { ...tables, cohorts: tables.cohorts.toSorted((a, b) => a.cohort.localeCompare(b.cohort)) },
  };
}

describe.each(WORKED_EXAMPLES)("example $letter in the database", (example) => {
  it.each(example.expected)("reports $from to $to as of $asOf", async (expectation) => {
    const shopId = await shopOf(example, expectation.definitions);
    expect(await reportedValues(database, shopId, expectation, expectation.asOf)).toEqual(expectation.metrics);
  });

  const lasting = example.expected.filter((each) => isLasting(example, each));
  if (lasting.length > 0) {
    it.each(lasting)("reports $from to $to from the rollups", async (expectation) => {
      const shopId = await shopOf(example, expectation.definitions);
      expect(await reportedValues(database, shopId, expectation)).toEqual(expectation.metrics);
    });
  }

  const { merge, expectedMerged } = example;
  if (merge && expectedMerged) {
    it.each(expectedMerged)("reports $from to $to after the merge", async (expectation) => {
      const shopId = await shopOf(example, undefined);
      await withShop(database.db, shopId, (tx) => mergeCustomers(tx, shopId, String(merge.from), String(merge.into)));
      expect(await reportedValues(database, shopId, expectation)).toEqual(expectation.metrics);
      expect(await reportedValues(database, shopId, expectation, expectation.asOf)).toEqual(expectation.metrics);
    });
  }
});

describe("shopReport", () => {
  it("says the same from the rollups as from the whole history", async () => {
    await fc.assert(
      fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
        const shopId = newShopId();
        await inDescribedShop(database, shopId, all, profile, async () => {});
        const range = { from: "2026-02-20", to: "2026-03-29", segment };
        const asOf = new Date().toISOString();
        expect(untimed(await shopReport(database, shopId, range))).toEqual(
          untimed(await shopReport(database, shopId, { ...range, asOf })),
        );
      }),
      { numRuns: 40 },
    );
  });
  it("prints cohorts, states and buyers beside the metrics", async () => {
    const example = WORKED_EXAMPLES.find(({ letter }) => letter === "H");
    if (!example?.cohorts) throw new Error("example H shows cohorts");
    const shopId = await shopOf(example, undefined);
    const asOf = "2026-07-01T00:00:00Z";
    const { tables } = await shopReport(database, shopId, { from: "2026-01-01", to: "2026-06-30", asOf });
    for (const { cohort, values, retention } of example.cohorts) {
      const months = tables.cohorts.find((each) => each.cohort === cohort)?.months ?? [];
      expect(months.map(({ value }) => value)).toEqual(values);
      expect(months.map((month) => month.retention)).toEqual(retention);
    }
    const now = await shopReport(database, shopId, { from: "2026-01-01", to: "2026-06-30" });
    expect(now.tables.cohorts[0]?.months.slice(0, 6)).toEqual(tables.cohorts[0]?.months);
  });
  it("says in a sentence what is wrong with a request", async () => {
    const shopId = await shopOf(WORKED_EXAMPLES[0] as WorkedExample, undefined);
    const ask = (from: string, to: string, asOf?: string) =>
      shopReport(database, shopId, { from, to, ...(asOf && { asOf }) });
    await expect(ask("2026-02-30", "2026-03-01")).rejects.toThrow('"2026-02-30" is no day');
    await expect(ask("2026-03-02", "2026-03-01")).rejects.toThrow("before it starts");
    await expect(ask("2026-03-01", "2026-03-02", "yesterday")).rejects.toThrow('"yesterday" is no moment');
    await expect(shopReport(database, "999", { from: "2026-03-01", to: "2026-03-02" })).rejects.toThrow("not read");
  });
});
