import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { METRIC_KEYS } from "~/domain/metrics/catalogue/catalogue";
import { countOf, meanMoney } from "~/domain/metrics/confidence/metric-value";
import type { DefinitionsPreview, DefinitionsView } from "./definitions";
import { createFormatters } from "~/ui/format/formatters";
import { DefinitionsPage } from "./definitions-page";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { wordsOf } from "~/words/words";
import { movedSentences, Preview } from "./definitions-preview";
import { findMetrics } from "./metric-list";
import { because } from "~/domain/metrics/confidence/reason";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const view: DefinitionsView = {
  shop: { name: "Nordlicht", currencyCode: "EUR", timeZone: "Europe/Berlin" },
  inForce: DEFAULT_DEFINITIONS,
  version: 2,
  wanted: DEFAULT_DEFINITIONS,
  isRebuilding: false,
  history: [],
  channels: ["web", "pos"],
  tags: [],
};
const nothing = {
  noLongerPlaced: 0,
  newlyPlaced: 0,
  noLongerPurchases: 0,
  newlyPurchases: 0,
  renumbered: 0,
  checkouts: 0,
};
const preview: DefinitionsPreview = {
  range: { from: "2026-10-01", to: "2026-10-31" },
  asOf: Date.UTC(2026, 10, 1),
  before: DEFAULT_DEFINITIONS,
  after: { ...DEFAULT_DEFINITIONS, excludeCancelledFromOrders: true },
  metrics: [
    {
      key: "aov",
      label: "Average order value",
      before: meanMoney(36_000, 6, because("noOrders")),
      after: meanMoney(27_000, 5, because("noOrders")),
    },
    { key: "customers", label: "Customers", before: countOf(2), after: countOf(2) },
  ],
  moved: { ...nothing, noLongerPlaced: 1, checkouts: 2 },
  movedEver: { ...nothing, noLongerPlaced: 436, checkouts: 2 },
  setApart: 3,
};

const html = (children: Parameters<typeof renderToStaticMarkup>[0]) =>
  renderToStaticMarkup(<AppProvider i18n={english}>{children}</AppProvider>);
const page = (changes: Partial<DefinitionsView>) =>
  html(
    <DefinitionsPage
      view={{ ...view, ...changes }}
      tabs={null}
      notice={null}
      switches={null}
      metrics={null}
      format={format}
    />,
  );

describe("DefinitionsPage", () => {
  it("says that the numbers are the old ones while they are rebuilt", () => {
    expect(page({ isRebuilding: true })).toContain("Numbers are being rebuilt");
    expect(page({})).not.toContain("being rebuilt");
  });

  it("lists what was changed, when, and since when it counts", () => {
    const text = page({
      history: [
        {
          version: 3,
          changedAt: Date.UTC(2026, 10, 2, 8),
          inForceAt: null,
          before: { channelsIncluded: null, timeZone: "UTC" },
          after: { channelsIncluded: ["web"], timeZone: "Europe/Berlin" },
        },
      ],
    });
    expect(text).toContain("Channels that count: all → Online store (web); Time zone of the shop: UTC → Europe/Berlin");
    expect(text).toContain("2 Nov 2026, 09:00");
    expect(text).toContain("being rebuilt");
    expect(text).toContain("All numbers follow your settings, version 2.");
  });
});

describe("Preview", () => {
  const shown = (changes: Partial<DefinitionsPreview>) =>
    html(
      <Preview
        preview={{ ...preview, ...changes }}
        saveButton={<button>Save</button>}
        discardLink={null}
        format={format}
      />,
    );

  it("shows what would change and what would not, before it may be saved", () => {
    const text = shown({});
    for (const part of ["Leave out cancelled orders: off → on", "€60.00", "€54.00", "no change", "Save"]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("1 order leaves these days, 436 the whole history.");
    expect(text).toContain("2 checkouts change state in these days, 2 in the whole history.");
  });

  it("says what becomes of customers set apart, where that would change", () => {
    expect(shown({})).not.toContain("apart");
    const off = { ...DEFAULT_DEFINITIONS, setApartUnusualCustomers: false };
    expect(shown({ after: off })).toContain("3 customers whom the forecast sets apart now would be counted with all");
    expect(shown({ after: off, setApart: 0 })).toContain("sets nobody apart now");
    for (const changes of [
      { after: off, setApart: null },
      { before: off, after: DEFAULT_DEFINITIONS },
    ]) {
      expect(shown(changes)).toContain("The next forecast follows this");
    }
  });

  it("offers nothing to save where nothing differs", () => {
    expect(shown({ after: DEFAULT_DEFINITIONS })).not.toContain("<button>Save");
  });
});

describe("movedSentences", () => {
  const sentences = (moved: Partial<typeof nothing>, movedEver: Partial<typeof nothing>) =>
    movedSentences({ ...nothing, ...moved }, { ...nothing, ...movedEver }, wordsOf(DEFINITION_TEXTS), format);

  it("say one by one what moves, in these days and ever", () => {
    expect(
      sentences({ newlyPlaced: 1200, newlyPurchases: 1 }, { newlyPlaced: 1300, newlyPurchases: 1, renumbered: 2 }),
    ).toEqual([
      "1,200 orders join these days, 1,300 the whole history.",
      "1 order becomes a purchase in these days, 1 in the whole history.",
      "0 purchases are numbered differently in these days, 2 in the whole history.",
    ]);
  });
  it("say so when nothing moves", () => {
    expect(sentences({}, {})).toEqual(["No order counts differently."]);
  });
});

describe("findMetrics", () => {
  it("finds by name, key or definition, with every word", () => {
    expect(findMetrics("")).toEqual(METRIC_KEYS);
    expect(findMetrics("aov_net")).toEqual(["aov_net"]);
    expect(findMetrics("Median  ORDER")).toContain("aov_median");
    expect(findMetrics("no such number")).toEqual([]);
  });
});
