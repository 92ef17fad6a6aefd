import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ReaderLocaleProvider } from "~/ui/format/reader-locale";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { BLANK_ROW } from "~/domain/metrics/explain/explained-row";
import { DEFAULT_ORDER } from "~/domain/metrics/explain/list-order";
import { expectedSum, rateOf, shareOf } from "~/domain/metrics/confidence/metric-value";
import { ExplainPage } from "./explain-page";
import type { Explanation } from "./explanation";
import { listColumns } from "./list-columns";
import { because } from "~/domain/metrics/confidence/reason";

const DAY = Date.parse("2026-11-20T10:00:00Z");

const repeatRate: Explanation = {
  key: "repeat_rate",
  label: "Repeat rate",
  definition: "Who came back.",
  unit: "rate",
  value: rateOf(1, 3, because("noOrders")),
  rangeHeld: null,
  formula: {
    reading: "share",
    numerator: { words: "customers who came back", amount: 1, unit: "count" },
    denominator: { words: "customers", amount: 3, unit: "count" },
    madeOf: [],
    how: null,
  },
  range: { from: "2026-11-01", to: "2026-11-20" },
  segment: "",
  over: { from: "2026-11-01", to: "2026-11-20" },
  excluded: [{ reason: "unidentified", label: "Purchases without a known customer", count: 4 }],
  definitionVersion: 2,
  asOf: DAY,
  counts: "orders",
  newestEventAt: DAY,
  unavailableBecause: null,
  list: {
    kind: "customers",
    columns: listColumns("repeat_rate", METRICS.repeat_rate.basis),
    rows: ["7", "-8"].map((customerId) => ({
      ...BLANK_ROW,
      key: customerId,
      customerId,
      at: DAY,
      quantity: 2,
      value: 1_250,
      numerator: 1,
      denominator: 1,
    })),
    total: { count: 120, numerator: 1, denominator: 3 },
    page: 2,
    pages: 3,
    order: DEFAULT_ORDER,
  },
  shop: { name: "Nordlicht", currencyCode: "EUR", timeZone: "Europe/Berlin" },
};

const render = (explanation: Partial<Explanation> = {}) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <ReaderLocaleProvider value="en-GB">
        <ExplainPage
          explanation={{ ...repeatRate, ...explanation }}
          pending={0}
          isRebuilding={false}
          controls={null}
          asOfDay={null}
          errors={[]}
          urlWith={(fields) => `?${new URLSearchParams(fields)}`}
          downloadUrl="/app/export?key=repeat_rate"
          backUrl="/app"
          definitionsUrl="/app/settings/definitions"
          checkUrl="/app/settings/check"
        />
      </ReaderLocaleProvider>
    </AppProvider>,
  );

describe("ExplainPage", () => {
  it("says of a forecast how often its ranges hold, once", () => {
    const value = expectedSum("money", 4_000, [3_000, 5_000], 300);
    const forecast = { key: "clv_predicted_12", unit: "money", value } as const;
    const html = render({ ...forecast, rangeHeld: 0.652 });
    expect(html).toContain(
      "Likely between €30.00 and €50.00. Meant to hold 8 times in 10; on earlier days 65.2% of the months did.",
    );
    expect(html).not.toContain("confidence");
    expect(render({ ...forecast, rangeHeld: 0.83 })).toContain("€50.00. Right 8 times in 10.");
    expect(render({ ...forecast, rangeHeld: null })).toContain("€50.00. Meant to hold 8 times in 10.");
  });

  it("says the formula with its values, what was left out and how sure it is", () => {
    const html = render();
    expect(html).toContain("1 / 3 = 33.3%");
    expect(html).toContain("Customers who came back");
    expect(html).toContain("Purchases without a known customer");
    expect(html).toMatch(/Likely between 6\.1% and 79\.2%/);
    expect(html).toContain("Too little data");
    expect(html).toMatch(/Follows <a [^>]*href="\/app\/settings\/definitions"[^>]*>your settings<\/a>, version 2\./);
  });

  it("says up to when it counts what it is made of", () => {
    expect(render()).toContain("Includes orders up to");
    expect(render({ counts: "visits" })).toContain("Includes visits up to");
  });

  it("links every customer to Shopify, but nobody who was erased", () => {
    const html = render();
    expect(html).toContain('href="shopify://admin/customers/7"');
    expect(html).toContain("Erased");
    expect(html).not.toContain("customers/-8");
  });

  it("sorts by its columns and turns the direction of the one in force", () => {
    const html = render();
    expect(html).toMatch(/href="\?sort=at&amp;page=1".{0,300}sorted descending</);
    expect(html).toContain("?sort=-numerator");
    expect(html).toContain("Page 2 of 3");
    expect(html).toContain("?page=1");
    expect(html).toContain("All 120");
  });

  it("takes one off a growth", () => {
    const value = { ...shareOf(15_000, 10_000, 3, because("noOrders")), value: 0.5 };
    const html = render({
      value,
      formula: {
        reading: "growth",
        numerator: { words: "now", amount: 15_000, unit: "money" },
        denominator: { words: "before", amount: 10_000, unit: "money" },
        madeOf: [],
        how: null,
      },
    });
    expect(html).toContain("€150.00 / €100.00 − 1 = 50.0%");
  });

  it("says why there is no number, and shows no empty table", () => {
    const html = render({
      value: rateOf(0, 0, because("noPurchases")),
      unavailableBecause: "No purchases in this range.",
      excluded: [],
      list: { ...repeatRate.list, rows: [], total: { count: 0, numerator: 0, denominator: 0 }, page: 1, pages: 1 },
    });
    expect(html).toContain("No purchases in this range.");
    expect(html).toContain("Nothing was left out.");
    expect(html).not.toContain("<table");
    expect(html).not.toContain("Download these rows");
  });
});
