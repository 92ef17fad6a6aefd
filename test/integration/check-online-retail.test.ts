import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertOnlineRetail, type ConvertedLog } from "../support/shops/online-retail";
import { testData, TEST_DATA_MISSING } from "../support/test-data";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const log = testData("recs/online_retail_2011.csv.gz");
const products = testData("recs/online_retail_2011_products.csv.gz");
const reference = testData("metrics/online_retail_2011.json");

interface ReferenceMonth {
  readonly month: string;
  readonly orders: number;
  readonly gross_sales: number;
  readonly aov: number;
  readonly customers: number;
  readonly new_customers: number;
}

interface Reference {
  readonly orders: number;
  readonly customers: number;
  readonly aov: number;
  readonly gross_sales: number;
  readonly repeat_purchase_rate: number;
  readonly months: readonly ReferenceMonth[];
}

type Metrics = Record<string, { value: string | number | null }>;

const isMissing = log === null || products === null || reference === null;
const reason = isMissing ? ` (${TEST_DATA_MISSING})` : "";

describe.skipIf(isMissing)(`the Online Retail log, imported from a simulated Shopify${reason}`, () => {
  let expected: Reference;
  let folder: string;
  let converted: ConvertedLog;
  let report: { metrics: Metrics; months: Record<string, Metrics> };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "comeback-online-retail-"));
    expected = JSON.parse(readFileSync(reference!, "utf8")) as Reference;
    converted = await convertOnlineRetail({ log: log!, products: products! }, folder);
    const options = ["--data", folder, "--from", "2010-12-01", "--to", "2011-12-09", "--by", "month", "--json"];
    const command = ["--import", "tsx", "test/simulator/commands/check.ts", ...options];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: PROJECT, maxBuffer: 1 << 26 });
    report = JSON.parse(stdout) as typeof report;
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const value = (metrics: Metrics | undefined, key: string) => Number(metrics?.[key]?.value ?? NaN);
  const expectMoney = (actual: number, wanted: number) => expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(0.01);

  it("leaves out four lines worth 0.004 pounds, each of an order with other lines", () => {
    // So no order or customer disappears and no sum or mean moves by as much as a cent: what follows may be exact.
    expect(converted.leftOut).toEqual([0.001, 0.001, 0.001, 0.001]);
    expect(converted.orders).toBe(expected.orders);
  });

  it("gives the reference orders, customers, average order value and lifetime repeat rate", () => {
    expect(value(report.metrics, "orders")).toBe(expected.orders);
    expect(value(report.metrics, "customers")).toBe(expected.customers);
    expectMoney(value(report.metrics, "gross_sales"), expected.gross_sales);
    expectMoney(value(report.metrics, "aov"), expected.aov);
    expect(value(report.metrics, "repeat_rate_lifetime")).toBeCloseTo(expected.repeat_purchase_rate, 6);
  });

  it("gives the reference of each month", () => {
    for (const { month, ...reference } of expected.months) {
      const metrics = report.months[month];
      expect(value(metrics, "orders"), month).toBe(reference.orders);
      expect(value(metrics, "customers"), month).toBe(reference.customers);
      expect(value(metrics, "new_customers"), month).toBe(reference.new_customers);
      expectMoney(value(metrics, "gross_sales"), reference.gross_sales);
      expectMoney(value(metrics, "aov"), reference.aov);
    }
  });

  it("reports every month of the log and no other", () => {
    expect(Object.keys(report.months)).toEqual(expected.months.map(({ month }) => month));
  });
});
