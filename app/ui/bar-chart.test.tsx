import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BarChart, type BarChartProps } from "./bar-chart";
import { createFormatters } from "./formatters";

const render = (bars: BarChartProps["bars"]) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <BarChart
        title="Orders by value"
        units="Orders"
        summary="Most orders are small."
        groupLabel="Order value"
        countLabel="Orders"
        bars={bars}
        format={createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" })}
      />
    </AppProvider>,
  );

describe("BarChart", () => {
  it("holds every bar as a row, with shares that add up to the total", () => {
    const html = render([
      { key: "0", label: "€0", name: "up to €10.00", count: 3000 },
      { key: "1", label: "€10", name: "€10.00 and more", count: 1000 },
    ]);
    for (const text of ["3,000", "75.0%", "25.0%", "4,000", "100.0%", "Most orders are small."]) {
      expect(html).toContain(text);
    }
  });

  it("draws nothing where nothing was counted", () => {
    for (const bars of [[], [{ key: "0", label: "Mon", name: "Monday", count: 0 }]]) {
      const html = render(bars);
      expect(html).toContain("Nothing to draw in this range.");
      expect(html).not.toMatch(/NaN|Infinity|<rect/);
    }
  });
});
