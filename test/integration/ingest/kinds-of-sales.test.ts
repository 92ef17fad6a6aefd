import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopReport } from "~/features/report/shop-report.server";
import { loadDataFolder } from "../../simulator/data-folder/load-data-folder";
import { generateShop } from "../../simulator/sample-shop/generate-shop";
import type { ShopStore } from "../../simulator/store/shop-store";
import { startIngestApp, type IngestApp } from "../../support/app/ingest-app";

/** Everything Shopify's ledger can say of a sale, from a data folder to the report. */
let app: IngestApp;
let directory: string;
beforeAll(async () => {
  app = await startIngestApp();
  directory = await mkdtemp(join(tmpdir(), "comeback-kinds-"));
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true, force: true });
});

const JANUARY = { from: "2026-01-01", to: "2026-01-31" };

async function imported(name: string, orders: readonly object[], profile: object = {}): Promise<ShopStore> {
  const folder = join(directory, name);
  await mkdir(folder);
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const shop = { name, domain: name, ianaTimezone: "UTC", currencyCode: "EUR", installedAt: "2026-06-01T00:00:00Z" };
  await writeFile(join(folder, "shop.json"), JSON.stringify({ ...shop, ...profile }));
  const soap = { id: 1, title: "Soap", handle: "soap", variants: [{ id: 11, price: "10.00" }] };
  await writeFile(join(folder, "products.jsonl"), lines([soap]));
  await writeFile(join(folder, "orders.jsonl"), lines(orders));
  const loaded = loadDataFolder(app.simulator.store, folder).shop;
  await app.install(loaded);
  return loaded;
}

const at = (day: string) => `${day}T12:00:00Z`;
const order = (id: number, day: string, line: object, more: object = {}) => ({
  ...{ id, name: `#${id}`, customerId: id, processedAt: at(day) },
  lines: [{ productId: 1, quantity: 1, ...line }],
  ...more,
});

/** The values of the metrics named, from the rollups, after they were found equal to the pure folds. */
async function values(shop: ShopStore, range: { from: string; to: string }, keys: readonly string[]) {
  const report = async (asOf?: string) => {
    const { metrics } = await shopReport(app.context, String(shop.id), { ...range, ...(asOf && { asOf }) });
    const all: Record<string, { value: unknown }> = metrics;
    return Object.fromEntries(keys.map((key) => [key, all[key]?.value]));
  };
  const stored = await report();
  expect(await report(new Date().toISOString())).toEqual(stored);
  return stored;
}
const SALES = [
  ...["orders", "gross_sales", "discounts", "returns", "net_sales", "shipping", "duties", "fees", "taxes"],
  ...["total_sales", "aov"],
];

describe("a shop with every kind of sale", () => {
  let shop: ShopStore;
  beforeAll(async () => {
    shop = await imported("every-kind", [
      // Brought over from elsewhere: its sale is of 2024.
      order(1, "2024-01-10", { unitPrice: "50.00" }, { agreedAt: at("2026-01-05") }),
      order(
        2,
        "2026-01-02",
        { quantity: 2, unitPrice: "10.00", discount: "3.00", tax: "3.23" },
        {
          returns: [
            {
              at: at("2026-01-10"),
              lines: [{ line: 0, quantity: 1 }],
              exchange: [{ productId: 1, quantity: 1, unitPrice: "15.00", tax: "2.85" }],
              charges: [{ kind: "fee", amount: "2.00", tax: "0.32" }],
            },
          ],
        },
      ),
      order(
        3,
        "2026-01-03",
        { unitPrice: "30.00" },
        {
          charges: [
            { kind: "duty", amount: "4.20", tax: "0.20" },
            { kind: "unknown", amount: "0.99" },
          ],
          edits: [{ at: at("2026-01-11"), lines: [], updates: [{ line: 0, total: "-6.00", discount: "6.00" }] }],
          refunds: [{ at: at("2026-01-12"), charges: [{ kind: "duty", amount: "2.10", tax: "0.10" }] }],
        },
      ),
      order(
        4,
        "2026-01-04",
        { unitPrice: "40.00", tax: "7.60" },
        {
          refunds: [
            { at: at("2026-01-15"), lines: [{ line: 0, quantity: 1 }], adjustment: "-5.95", adjustmentTax: "-0.95" },
          ],
        },
      ),
      order(
        5,
        "2026-01-05",
        { unitPrice: "20.00" },
        {
          ...{ shipping: "4.90", shippingTax: "0.93" },
          refunds: [{ at: at("2026-01-16"), shipping: "2.00", shippingTax: "0.38" }],
        },
      ),
      order(
        6,
        "2026-01-06",
        { unitPrice: "60.00", tax: "11.40" },
        { shipping: "4.90", cancelledAt: at("2026-01-07"), keepsMoney: true },
      ),
    ]);
  });

  it("reports each where the definitions put it, from the rollups as from the folds", async () => {
    expect(await values(shop, JANUARY, SALES)).toEqual({
      orders: 5,
      gross_sales: "185.00",
      discounts: "9.00",
      // 8.50 exchanged, 40.00 less 5.00 kept for restocking, 60.00 less the 64.90 kept of the cancelled order
      returns: "38.60",
      net_sales: "137.40",
      shipping: "2.90",
      duties: "2.00",
      fees: "1.68",
      taxes: "17.78",
      total_sales: "161.76",
      aov: "33.400000",
    });
    expect(await values(shop, { from: "2024-01-01", to: "2024-01-31" }, ["orders", "gross_sales"])).toEqual({
      orders: 1,
      gross_sales: "50.00",
    });
  });

  it("follows an exchange that is announced", async () => {
    const before = await values(shop, { from: "2024-01-01", to: "2100-01-01" }, ["net_sales", "orders"]);
    shop.returnOrder(5, { lines: [{ line: 0, quantity: 1 }], exchange: [{ productId: 1, quantity: 3 }] });
    await app.settle(shop);
    expect(await values(shop, { from: "2024-01-01", to: "2100-01-01" }, ["net_sales", "orders"])).toEqual({
      net_sales: (Number(before["net_sales"]) + 10).toFixed(2),
      orders: before["orders"],
    });
  });
});

it("where prices include tax, gross sales and discounts are before it", async () => {
  const line = { quantity: 3, unitPrice: "119.00", discount: "30.00", discountAfterTax: "35.70", tax: "51.30" };
  const shop = await imported("tax-in-prices", [order(1, "2026-01-02", line)], { taxesIncluded: true });
  expect(await values(shop, JANUARY, ["gross_sales", "discounts", "net_sales", "taxes", "total_sales"])).toEqual({
    ...{ gross_sales: "300.00", discounts: "30.00", net_sales: "270.00", taxes: "51.30", total_sales: "321.30" },
  });
});

it.each(["berlin", "tokyo"] as const)(
  "the generated %s shop reads the same from rollups and folds (P3)",
  async (profile) => {
    const folder = join(directory, profile);
    generateShop({ orders: 700, seed: 11, profile, endsAt: "2026-05-31" }, folder);
    const { shop } = loadDataFolder(app.simulator.store, folder);
    await app.install(shop);
    const more = ["tips", "gift_cards_sold", "aov_net", "repeat_rate", "customers", "cancellation_rate"];
    for (const range of [JANUARY, { from: "2024-06-01", to: "2026-05-31" }]) {
      const found = await values(shop, range, [...SALES, ...more]);
      expect(found["orders"]).toBeGreaterThan(10);
    }
  },
);
