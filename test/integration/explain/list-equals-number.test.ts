import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch, mergeCustomers } from "~/adapters/db/ledger/apply.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { METRICS, METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { listTotals, type ExplainedRow } from "~/domain/metrics/explain/explained-row";
import type { DayRange } from "~/domain/time/reporting-window";
import { isWholeShop, type Segment } from "~/domain/orders/segment";
import { explain } from "~/features/explain/explain.server";
import type { Explanation } from "~/features/explain/explanation";
import { reportedMetric } from "~/features/report/reported-metric";
import { shopReports } from "~/features/report/shop-report.server";
import { WORKED_EXAMPLES } from "../../fixtures/worked-examples/examples";
import { historyOfFolder } from "../../fixtures/worked-examples/history-of-folder";
import { refunded } from "../../fixtures/worked-examples/worked-example";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { writeShopProfile, type ShopProfileSpec } from "../../support/database/shop-profile";
import { stageBatch } from "../../support/database/staged-batch";
import { shopWithHistory } from "../../support/database/staged-history";
import { customersBatch, described } from "../report/described-history";
import { batchesOf, definitions, messagesWithMerges, TIME_ZONES } from "../rollups/random-history";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const RANGES: readonly DayRange[] = [
  { from: "2026-02-01", to: "2026-05-31" },
  { from: "2026-03-08", to: "2026-03-10" },
  // Longer than a year, so that it overlaps the year before it.
  { from: "2025-01-01", to: "2026-03-29" },
];

/** The explanation with the rows of all its pages. */
async function explainWhole(
  shopId: string,
  key: MetricKey,
  range: DayRange,
  segment: Segment,
  asOf?: number,
): Promise<Explanation> {
  const ask = (page: number) => explain(database, shopId, { key, range, segment, page, ...(asOf && { asOf }) });
  const first = await ask(1);
  const rows = [...first.list.rows];
  for (let page = 2; page <= first.list.pages; page += 1) rows.push(...(await ask(page)).list.rows);
  return { ...first, list: { ...first.list, rows } };
}

function expectListToAddUp({ value, list, key, formula }: Explanation): void {
  const { total, rows } = list;
  const hint = `${key} ${JSON.stringify(total)}`;
  expect(new Set(rows.map((row) => row.key)).size, hint).toBe(rows.length);
  const summed = listTotals(rows, total.denominator !== null);
  expect(summed.count, hint).toBe(total.count);
  expect(summed.numerator, hint).toBeCloseTo(total.numerator, 6);
  expect(summed.denominator, hint).toBe(total.denominator);
  switch (formula.reading) {
    case "sum":
      if (formula.madeOf.length > 0)
        expect(
          formula.madeOf.reduce((sum, { amount }) => sum + amount, 0),
          hint,
        ).toBe(total.numerator);
      expect(total.numerator, hint).toBe(value.value ?? 0);
      break;
    case "share":
    case "growth":
      expect(total.numerator, hint).toBe(value.numerator ?? 0);
      expect(total.denominator, hint).toBe(value.denominator ?? 0);
      if (key === "mobile_revenue_share") expect(total.count, hint).toBe(value.n ?? 0);
      break;
    case "values":
      expectValuesToTell(key, rows, value.value, value.n);
  }
}

/** The numbers that are no quotient of two sums are told by the values of their list. */
function expectValuesToTell(key: MetricKey, rows: readonly ExplainedRow[], value: number | null, n: number | null) {
  if (key === "aov_median" || key === "time_to_first_purchase") {
    const values = rows.map(({ numerator, days }) => days ?? numerator).sort((a, b) => a - b);
    expect(values.length).toBe(n ?? 0);
    const middle = [values[Math.floor((values.length - 1) / 2)], values[Math.ceil((values.length - 1) / 2)]];
    if (value !== null) expect(value).toBeCloseTo(((middle[0] ?? 0) + (middle[1] ?? 0)) / 2, 9);
  } else if (key === "lapse_point") {
    expect(rows.length >= 30 ? rows.length : 0).toBe(n ?? 0);
  } else if (key === "time_to_second_purchase") {
    expect(rows.length).toBe(n ?? 0);
  } else if (value !== null) {
    const isTop = (row: ExplainedRow) => row.numerator !== 0;
    const mean = (of: (row: ExplainedRow) => boolean) => {
      const own = rows.filter(of);
      const orders = own.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
      return own.reduce((sum, row) => sum + row.numerator + (row.denominator ?? 0), 0) / orders;
    };
    expect(value).toBeCloseTo(mean(isTop) / mean((row) => !isTop(row)), 9);
    expect(rows.filter(isTop)).toHaveLength(n ?? 0);
  }
}

/** Rows of two ways to read them, without what only the database knows and the ages of two moments. */
function comparable(rows: readonly ExplainedRow[]) {
  const lines = rows.map(({ key, orderName: _name, title: _title, days: _days, ...row }) =>
    JSON.stringify({ ...row, key: row.lineType === null ? key : null }),
  );
  return lines.sort();
}

async function expectEveryNumberToExplainItself(
  shopId: string,
  ranges: readonly DayRange[],
  segment: Segment = {},
): Promise<void> {
  const asOf = Date.now();
  const reports = await shopReports(database, shopId, ranges);
  for (const [index, range] of ranges.entries()) {
    for (const key of METRIC_KEYS) {
      const now = await explainWhole(shopId, key, range, segment);
      expectListToAddUp(now);
      const stamp = { currencyCode: now.shop.currencyCode, asOf: "", definitionVersion: now.definitionVersion };
      const { value, numerator, denominator, n, interval, since } = reportedMetric(now.value, METRICS[key], stamp);
      // Who has not come back yet has been away a moment longer in the second reading.
      if (key !== "time_to_second_purchase" && isWholeShop(segment))
        expect(reports[index]?.metrics[key], key).toMatchObject({ value, numerator, denominator, n, interval, since });

      const then = await explainWhole(shopId, key, range, segment, asOf);
      expectListToAddUp(then);
      if (key !== "time_to_second_purchase") {
        expect(comparable(then.list.rows), key).toEqual(comparable(now.list.rows));
        expect({ ...then.value }, key).toEqual(now.value);
      }
      const known = now.excluded.filter(({ reason }) => reason !== "ignored");
      expect(then.excluded, key).toEqual(known);
    }
  }
}

const profiles: fc.Arbitrary<ShopProfileSpec> = fc.record({
  timeZone: fc.constantFrom(...TIME_ZONES),
  definitions,
  scopes: fc.constantFrom(
    ["read_orders", "read_all_orders"],
    ["read_orders", "read_all_orders"],
    ["read_orders", "read_all_orders"],
    ["read_orders"],
  ),
});

const segments: fc.Arbitrary<Segment> = fc.record(
  {
    buyer: fc.constantFrom("new" as const, "returning" as const),
    channel: fc.constantFrom("Online Store", "POS"),
    country: fc.constantFrom("DE", "FR"),
    firstProductId: fc.constantFrom("11", "12", "13"),
    hasDiscount: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe("the list behind a number", () => {
  it("adds up to the number, now and as of a moment, whatever happened", async () => {
    await fc.assert(
      fc.asyncProperty(
        messagesWithMerges,
        profiles,
        fc.constantFrom(...RANGES),
        segments,
        async (all, profile, range, segment) => {
          const shopId = newShopId();
          await withShop(database.db, shopId, async (tx) => {
            await writeShopProfile(tx, shopId, profile);
            await applyBatch(tx, shopId, await stageBatch(tx, shopId, customersBatch));
          });
          for (const batch of batchesOf(described(all), 10)) {
            await withShop(database.db, shopId, async (tx) => {
              if ("fromId" in batch) await mergeCustomers(tx, shopId, batch.fromId, batch.intoId);
              else await applyBatch(tx, shopId, await stageBatch(tx, shopId, batch));
            });
          }
          await expectEveryNumberToExplainItself(shopId, [range]);
          if (!isWholeShop(segment)) await expectEveryNumberToExplainItself(shopId, [range], segment);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe.each(WORKED_EXAMPLES)("example $letter", (example) => {
  it("explains every number of the ranges it is told for", async () => {
    const shopId = newShopId();
    const { ianaTimezone: timeZone, currencyCode, scopes } = example.folder.shop;
    await shopWithHistory(database.db, shopId, historyOfFolder(example.folder), {
      timeZone,
      currencyCode,
      ...(scopes && { scopes }),
    });
    const ranges = new Map(example.expected.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
    await expectEveryNumberToExplainItself(shopId, [...ranges.values()].slice(0, 2));
  });
});

it("names the carts that are still open, and the day they can still change", async () => {
  const shopId = newShopId();
  const example = WORKED_EXAMPLES.find(({ letter }) => letter === "R");
  if (!example) throw new Error("no example R");
  await shopWithHistory(database.db, shopId, historyOfFolder(example.folder), { timeZone: "UTC" });
  const now = () => Date.parse("2026-05-02T21:00:00Z");
  const ask = { key: "cart_abandonment_rate", range: { from: "2026-05-01", to: "2026-05-02" } } as const;
  for (const request of [ask, { ...ask, asOf: now() }]) {
    const { value, excluded } = await explain({ db: database.db, now }, shopId, request);
    expect(value).toMatchObject({ numerator: 1, denominator: 2, settlingDays: 2 });
    expect(excluded).toMatchObject([{ reason: "open_cart", count: 1 }]);
  }
});

it("lists an order of known device that was brought back whole", async () => {
  const shopId = newShopId();
  const example = WORKED_EXAMPLES.find(({ letter }) => letter === "Q2");
  if (!example) throw new Error("no example Q2");
  const { folder } = example;
  const orders = folder.orders.map((order) => (order.id === 1702 ? { ...order, ...refunded("2026-05-01") } : order));
  await shopWithHistory(database.db, shopId, historyOfFolder({ ...folder, orders }), { timeZone: "UTC" });
  const range = { from: "2026-05-01", to: "2026-05-01" };
  const { value, list } = await explainWhole(shopId, "mobile_revenue_share", range, {});
  expect([value.n, list.total.count, list.rows.length]).toEqual([2, 2, 2]);
  await expectEveryNumberToExplainItself(shopId, [range]);
});
