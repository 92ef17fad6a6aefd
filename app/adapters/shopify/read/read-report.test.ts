import { describe, expect, it } from "vitest";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { numberOf, readReport } from "./read-report.server";

const answering = (shopifyqlQuery: unknown): AdminClient => ({
  domain: "shop.myshopify.com",
  query: async () => ({ shopifyqlQuery }) as never,
});
const range = { from: "2026-01-01", to: "2026-01-31" };
const column = (name: string, dataType: string) => ({ name, dataType });

describe("numberOf", () => {
  it("reads what Shopify prints as text", () => {
    expect(numberOf("2547.83", 2)).toEqual({ value: 254_783, rounding: 0.5 });
    expect(numberOf("-30.00", 2)).toEqual({ value: -3_000, rounding: 0.5 });
    expect(numberOf("10000", 0)).toEqual({ value: 10_000, rounding: 0 });
    expect(numberOf("0.3333", 0)).toEqual({ value: 0.3333, rounding: 0.00005 });
    expect(numberOf("", 2)).toBeNull();
    expect(numberOf(null, 2)).toBeNull();
  });
  it("refuses what is no number", () => {
    expect(() => numberOf("1,5", 2)).toThrow(/where a number belongs/);
    expect(() => numberOf("NaN", 2)).toThrow(/where a number belongs/);
  });
});

describe("readReport", () => {
  it("reads money in minor units and counts as they are", async () => {
    const admin = answering({
      tableData: {
        columns: [column("orders", "INTEGER"), column("net_sales", "MONEY")],
        rows: [{ orders: "12", net_sales: "99.5" }],
      },
      parseErrors: [],
    });
    expect(await readReport(admin, "sales", ["orders", "net_sales"], range, "EUR")).toMatchObject({
      orders: { value: 12 },
      net_sales: { value: 9_950 },
    });
  });
  it("says what Shopify did not understand", async () => {
    const admin = answering({ tableData: null, parseErrors: ["Column 'x' not found"] });
    await expect(readReport(admin, "sales", ["orders"], range, "EUR")).rejects.toThrow(/Column 'x' not found/);
    const odd = answering({ tableData: { columns: [], rows: "none" }, parseErrors: [] });
    await expect(readReport(odd, "sales", ["orders"], range, "EUR")).rejects.toThrow(/without a row/);
  });
});
