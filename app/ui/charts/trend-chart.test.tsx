import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createFormatters } from "~/ui/format/formatters";
import { TrendChart, type TrendChartProps, trendSummary } from "./trend-chart";

const chart: TrendChartProps = {
  title: "Net sales",
  units: "EUR per day",
  unit: "money",
  points: [
    { day: "2026-11-18", value: 10_000 },
    { day: "2026-11-19", value: 30_000 },
    { day: "2026-11-20", value: 500 },
  ],
  comparison: [
    { day: "2026-11-15", value: 9_000 },
    { day: "2026-11-16", value: null },
    { day: "2026-11-17", value: 8_000 },
  ],
  comparedWith: "The 3 days before",
  period: "day",
  isLastIncomplete: true,
  file: "net_sales",
  format: createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" }),
};

const render = (props: Partial<TrendChartProps>) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <TrendChart {...chart} {...props} />
    </AppProvider>,
  );

describe("trendSummary", () => {
  it("leaves the unfinished day out of highest and lowest", () => {
    expect(trendSummary(chart)).toBe(
      "Highest €300.00 on Nov 19, 2026, lowest €100.00 on Nov 18, 2026. The last day is not over yet.",
    );
  });

  it("speaks of longer periods by their first day", () => {
    expect(trendSummary({ ...chart, period: "week" })).toContain("€300.00 in the week from Nov 19, 2026");
  });

  it("has words for level and for empty", () => {
    const level = [{ day: "2026-11-18", value: 5 }];
    const twice = [...level, { day: "2026-11-19", value: 5 }];
    expect(trendSummary({ ...chart, points: twice, isLastIncomplete: false })).toBe("Level at €0.05.");
    expect(trendSummary({ ...chart, points: level, isLastIncomplete: false })).toBe("€0.05 on Nov 18, 2026.");
    expect(trendSummary({ ...chart, points: level })).toBe("€0.05 so far today.");
    expect(trendSummary({ ...chart, points: [{ day: "2026-11-18", value: null }] })).toBe("No values in this range.");
  });
});

describe("TrendChart", () => {
  it("holds every value as a table too", () => {
    const html = render({});
    expect(html).toContain("Show as table");
    for (const text of ["€100.00", "€300.00", "Nov 20, 2026 (incomplete)", "€90.00", "Nov 15, 2026", "–"]) {
      expect(html).toContain(text);
    }
  });

  it("draws the running day dotted and the comparison apart", () => {
    const html = render({});
    expect(html).toContain('stroke-dasharray="1 5"');
    expect(html).toContain("The 3 days before");
    expect(render({ comparison: [], comparedWith: null, isLastIncomplete: false })).not.toMatch(
      /stroke-dasharray="1 5"|The 3 days before/,
    );
  });

  it("draws no broken path for one day, no day or missing days", () => {
    for (const points of [[], chart.points.slice(0, 1), [{ day: "2026-11-18", value: null }]]) {
      expect(render({ points, comparison: [] })).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it("draws days that can still change dotted and says which", () => {
    const settling = { isLastIncomplete: false, settlingPoints: 2 };
    const html = render(settling);
    expect(html).toContain('stroke-dasharray="1 5"');
    expect(html).toContain("Nov 19, 2026 (can still change)");
    expect(html).not.toContain("Nov 18, 2026 (can still change)");
    expect(html).toContain("€100.00 on Nov 18, 2026. The last 2 days can still change.");
    expect(render({ ...settling, settlingPoints: 9 })).not.toMatch(/NaN|undefined/);
  });

  it("marks a day within the chart only", () => {
    expect(render({ mark: { day: "2026-11-19", label: "Installed" } })).toContain("Installed");
    expect(render({ mark: { day: "2026-11-01", label: "Installed" } })).not.toContain("Installed");
  });
});
