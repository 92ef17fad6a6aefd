import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BarChart } from "./bar-chart";
import { ColumnChart } from "./column-chart";

const render = (chart: ReactNode) => renderToStaticMarkup(<AppProvider i18n={english}>{chart}</AppProvider>);
const card = { title: "Customers by channel", units: "Count", summary: "Most came through web." };
const table = {
  file: null,
  columns: [{ key: "channel", label: "Channel" }],
  rows: [],
};

describe("BarChart", () => {
  it("draws every bar from zero against the highest value or interval", () => {
    const html = render(
      <BarChart
        {...card}
        table={table}
        bars={[
          { key: "web", label: "Web", value: 50, text: "50", interval: [25, 100] },
          { key: "pos", label: "Shop", value: 25, text: "25", note: "n 4", isFew: true },
          { key: "none", label: "Unknown", value: null, text: "" },
        ]}
      />,
    );
    expect(html).toContain('width="50"');
    expect(html).toContain('x1="25" x2="100"');
    expect(html).toContain('opacity="0.4"');
    expect(html).toContain("–");
    expect(html).toContain("Show as table");
  });

  it("draws no interval across a bar of nothing, nor room for it", () => {
    const html = render(
      <BarChart
        {...card}
        table={table}
        bars={[
          { key: "web", label: "Web", value: 0, text: "0", interval: [0, 100] },
          { key: "pos", label: "Shop", value: 10, text: "10", interval: [5, 20] },
        ]}
      />,
    );
    expect(html.match(/<line/g)).toHaveLength(1);
    expect(html).toContain('x1="25" x2="100"');
  });

  it("says so when there is nothing to draw", () => {
    const html = render(<BarChart {...card} table={table} bars={[]} whenEmpty="Nobody bought yet." />);
    expect(html).toContain("Nobody bought yet.");
    expect(html).not.toContain("Show as table");
  });
});

describe("ColumnChart", () => {
  it("draws neighbouring columns that stand on zero", () => {
    const html = render(
      <ColumnChart
        {...card}
        table={table}
        description="Most in the first."
        formatTick={String}
        columns={[
          { key: "a", label: "0", value: 10, text: "0: 10" },
          { key: "b", label: "1", value: 5, text: "1: 5" },
        ]}
      />,
    );
    expect(html).toContain('y="0" height="100"');
    expect(html).toContain('y="50" height="50"');
    expect(html).toContain("<title>1: 5</title>");
  });
});
