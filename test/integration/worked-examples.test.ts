import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopReport } from "~/features/report/shop-report.server";
import { WORKED_EXAMPLES } from "../fixtures/worked-examples/examples";
import { isLasting } from "../fixtures/worked-examples/worked-example";
import { loadDataFolder } from "../simulator/data-folder/load-data-folder";
import type { ShopStore } from "../simulator/store/shop-store";
import { startIngestApp, type IngestApp } from "../support/app/ingest-app";
import { reportedValues } from "../support/reported-values";
import { tellEvents } from "../simulator/commands/app/tell-events";
import { writeDataFolder } from "../support/shops/write-data-folder";

/**
 * The worked examples of the metric definitions on the way every number takes: a data folder in a simulated Shopify,
 * installation, bulk import, rollups, report.
 */
let app: IngestApp;
let directory: string;
/** Shopify's clock. */
let clock = Date.now;
beforeAll(async () => {
  app = await startIngestApp({ clock: () => clock() });
  directory = await mkdtemp(join(tmpdir(), "comeback-examples-"));
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true, force: true });
});

describe.each(WORKED_EXAMPLES)("example $letter, imported", (example) => {
  let shop: ShopStore;
  let shopId: string;
  beforeAll(async () => {
    const { folder: data, hidden = [] } = example;
    // Shopify hides what is older than sixty days by its own clock, so there it is the day the example is told on.
    const toldAt = Date.parse(example.expected[0]?.asOf ?? "");
    if (hidden.length > 0) clock = () => toldAt;
    const folder = join(directory, example.letter);
    await writeDataFolder(folder, { ...data, orders: [...data.orders, ...hidden] });
    ({ shop } = loadDataFolder(app.simulator.store, folder));
    shopId = String(shop.id);
    await app.install(shop);
    await tellEvents(app.context, shopId, folder);
  });
  afterAll(() => {
    clock = Date.now;
  });
  const values = (expectation: (typeof example.expected)[number], asOf?: string) =>
    reportedValues(app.context, shopId, expectation, asOf);

  // What the switches of the definitions do to an example is shown beside the pure metrics.
  const expected = example.expected.filter(({ definitions }) => definitions === undefined);
  it.each(expected)("reports $from to $to as of $asOf", async (expectation) => {
    expect(await values(expectation, expectation.asOf)).toEqual(expectation.metrics);
  });

  const lasting = expected.filter((expectation) => isLasting(example, expectation));
  if (lasting.length > 0) {
    it.each(lasting)("reports $from to $to as of now", async (expectation) => {
      expect(await values(expectation)).toEqual(expectation.metrics);
    });
  }

  if (example.hidden) {
    it("marks what needs a first purchase as limited history, and knows no hidden order", async () => {
      for (const asOf of [undefined, example.expected[0]?.asOf]) {
        const range = { from: "2025-01-01", to: "2026-12-31" };
        const { metrics, tables } = await shopReport(app.context, shopId, { ...range, ...(asOf && { asOf }) });
        expect(metrics.orders.value).toBe(example.folder.orders.length);
        for (const key of ["repurchase_rate_30d", "clv_to_date", "churn_rate"] as const) {
          expect(metrics[key].unavailableBecause).toMatch(/^Limited history:/);
        }
        expect(tables.cohorts).toEqual([]);
      }
    });
  }

  if (example.cohorts) {
    it.each(example.cohorts)("shows the cohort of $cohort", async ({ asOf, cohort, values: wanted, retention }) => {
      const { tables } = await shopReport(app.context, shopId, { from: "2026-01-01", to: "2026-06-30", asOf });
      const months = tables.cohorts.find((each) => each.cohort === cohort)?.months ?? [];
      expect(months.map(({ value }) => value)).toEqual(wanted);
      expect(months.map((month) => month.retention)).toEqual(retention);
    });
  }

  const { merge, expectedMerged } = example;
  if (merge && expectedMerged) {
    it("follows a merge that Shopify announces", async () => {
      shop.mergeCustomers(merge.from, merge.into);
      await app.settle(shop);
      for (const expectation of expectedMerged) {
        expect(await values(expectation)).toEqual(expectation.metrics);
        expect(await values(expectation, expectation.asOf)).toEqual(expectation.metrics);
      }
    });
  }
});

describe("a storefront that is not measured", () => {
  it("has no number of sessions and carts, and nothing in its place", async () => {
    const shop = app.createShop();
    await app.install(shop);
    const { metrics } = await shopReport(app.context, String(shop.id), { from: "2026-04-01", to: "2026-04-30" });
    for (const key of ["cart_abandonment_rate", "conversion_rate", "pixel_coverage"] as const) {
      expect(metrics[key]).toMatchObject({
        value: null,
        unit: "rate",
        unavailableBecause: expect.stringContaining("not measured yet"),
      });
    }
  });
});
