import { describe, expect, it } from "vitest";
import { meanMoney } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { createFormatters } from "~/ui/format/formatters";
import { driverSentence } from "./aov-drivers";
import type { SplitRow } from "./orders";
import { splitSummary } from "./split-charts";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });

const row = (label: string, orders: number, of: number): SplitRow => ({
  key: label,
  label,
  orders,
  share: of === 0 ? 0 : orders / of,
  orderValue: orders * 5000,
  aov: meanMoney(orders * 5000, orders, because("noOrders")),
});

describe("splitSummary", () => {
  it("names the largest group and its share", () => {
    expect(splitSummary([row("web", 300, 400), row("pos", 100, 400)], format)).toBe(
      "Largest group: web, 75.0% of 400 orders.",
    );
  });

  it("has words for one group and for none", () => {
    expect(splitSummary([row("web", 1, 1), row("pos", 0, 1)], format)).toBe("web: all 1 order.");
    expect(splitSummary([], format)).toBe("No orders in this range.");
  });
});

describe("driverSentence", () => {
  const parts = (units: number, price: number, discount: number) => [
    { key: "units" as const, amount: units },
    { key: "price" as const, amount: price },
    { key: "discount" as const, amount: discount },
  ];

  it("names the strongest cause in the direction of the change", () => {
    expect(driverSentence({ before: 5000, now: 4800, parts: parts(-500, 400, -100) }, "sure", format)).toBe(
      "From €50.00 to €48.00, mostly because of fewer units per order.",
    );
  });

  it("says how sure the change is, as its card does", () => {
    expect(driverSentence({ before: 5000, now: 4800, parts: parts(-500, 400, -100) }, "usual", format)).toBe(
      "From €50.00 to €48.00, mostly because of fewer units per order, within the usual ups and downs.",
    );
  });

  it("names none where nothing moved", () => {
    expect(driverSentence({ before: 5000, now: 5000, parts: parts(100, -100, 0) }, "sure", format)).toBe(
      "From €50.00 to €50.00.",
    );
  });
});
