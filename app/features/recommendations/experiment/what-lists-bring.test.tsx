import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createFormatters } from "~/ui/format/formatters";
import { TableAddressProvider } from "~/ui/tables/table-download";
import type { Effect, WhatListsBring as Brought } from "./load-what-lists-bring.server";
import { whatListsBringTable } from "./what-lists-bring-table";
import { WhatListsBring } from "./what-lists-bring";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });

const brought: Brought = {
  isMeasured: true,
  isMeasuring: true,
  range: { from: "2026-10-23", to: "2026-11-21" },
  coverage: 0.84,
  results: {
    lists: [
      { place: "product", list: "together", seen: 400, clicking: 60, adding: 12, assistedSales: 123_450 },
      { place: "theme_section", list: "mine", seen: 10, clicking: 0, adding: 0, assistedSales: 0 },
    ],
    // Two sessions saw both.
    all: { seen: 408, clicking: 60, adding: 12, assistedSales: 123_450 },
  },
  setting: { isOn: true, percent: 10, instead: "nothing" },
  effect: null,
};
const effect = (interval: readonly [number, number] | null, more: Partial<Effect> = {}): Effect => ({
  days: 40,
  lift: {
    lift: 0.08,
    interval,
    logError: 0.05,
    shown: { sessions: 9000, netSales: 972_000 },
    heldOut: { sessions: 1000, netSales: 100_000 },
  },
  measurableOn: "2027-03-01",
  isDueAlready: false,
  ...more,
});

const textOf = (more: Partial<Brought>) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <WhatListsBring brought={{ ...brought, ...more }} holdOutForm={<p>the form</p>} format={format} />
    </AppProvider>,
  ).replaceAll(/<[^>]+>/g, " ");

describe("what lists bring", () => {
  it("is told by place and list, of how many orders were seen, and calls sales assisted", () => {
    const text = textOf({});
    expect(text).toContain("the pixel saw 84.0% of online orders");
    expect(text).toMatch(/Product page\s+.*Goes well with\s+.*400\s+.*60 \(15\.0%\)\s+.*12 \(3\.0%\)\s+.*€1,234\.50/s);
    expect(text).toMatch(/Elsewhere\s+.*Another list\s+.*0 \(0\.0%\)/s);
    expect(text).toContain("Assisted sales");
    expect(text).not.toMatch(/generated/i);
  });

  it("counts a session that saw two lists once in the total", () => {
    const text = textOf({});
    expect(text).toMatch(/All places\s+.*408\s+.*60 \(14\.7%\)\s+.*12 \(2\.9%\)\s+.*€1,234\.50/s);
    expect(text).toContain("counts once in the total");
  });

  it("says where measuring was switched off", () => {
    expect(textOf({ isMeasuring: false })).toContain("Measurement is switched off");
    expect(textOf({})).not.toContain("switched off");
  });

  it("has a file with the same rows", () => {
    const { rows } = whatListsBringTable(brought, "EUR");
    expect(rows).toEqual([
      ["product", "together", 400, 60, 12, "1234.50"],
      ["theme_section", "mine", 10, 0, 0, "0.00"],
    ]);
    const html = renderToStaticMarkup(
      <AppProvider i18n={english}>
        <TableAddressProvider value={(file) => `/app/export?table=${file}`}>
          <WhatListsBring brought={brought} holdOutForm={null} format={format} />
        </TableAddressProvider>
      </AppProvider>,
    );
    expect(html).toContain("Download CSV: What recommendations bring, by place and list");
  });

  it("asks for measuring where nothing is measured", () => {
    expect(textOf({ isMeasured: false })).toContain("Switch on storefront measurement in Settings");
    expect(textOf({ results: { lists: [], all: brought.results.all }, coverage: null })).toContain(
      "Nobody saw a recommendation in these days.",
    );
  });

  it.each<[string, Effect | null, string]>([
    ["before its first day", null, "The first result appears after the first full day."],
    ["while a side sold nothing", effect(null, { lift: null }), "Both kinds of days need sales"],
    ["while no range can be told", effect(null), "it should show by 1 Mar 2027"],
  ])("says that nothing is measured yet %s, and what it takes", (_when, of, when) => {
    const text = textOf({ effect: of });
    expect(text).toContain("Not measured yet");
    expect(text).toContain(when);
    expect(text).not.toContain("No measurable effect yet");
  });

  it.each<[string, Effect, string]>([
    ["while chance explains it", effect([-0.01, 0.17]), "it should show by 1 Mar 2027"],
    ["where it would take years", effect([-0.4, 2], { measurableOn: null }), "take more than two years"],
    ["where it would have shown", effect([-0.01, 0.03], { isDueAlready: true }), "would most likely have shown by now"],
  ])("says that no effect is measurable yet %s, and when one could be", (_when, of, when) => {
    const text = textOf({ effect: of });
    expect(text).toContain("No measurable effect yet");
    expect(text).toContain(when);
    expect(text).not.toContain("net sales per session ");
  });

  it("says the effect with its range once the range leaves out zero, whichever way it points", () => {
    const found = textOf({ effect: effect([0.02, 0.15]) });
    expect(found).toContain("+8.0% net sales per session");
    expect(found).toContain("90% sure: between +2.0% and +15.0%.");
    expect(found).toContain("Over 40 days: €1.08 per session with our lists, €1.00 without.");
    expect(found).not.toContain("No measurable effect yet");
    expect(textOf({ effect: effect([-0.15, -0.02]) })).not.toContain("No measurable effect yet");
  });

  it("says nothing of an effect nobody measures", () => {
    expect(textOf({ setting: { ...brought.setting, isOn: false } })).not.toContain("effect yet");
  });
});
