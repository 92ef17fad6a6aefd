import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { rateOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import type { FunnelStage } from "~/domain/metrics/splits/funnel";
import { ReaderLocaleProvider } from "~/ui/format/reader-locale";
import { IMPORTED, pageView } from "../../../test/support/page-view";
import type { ComparedRate, ConversionView } from "./conversion";
import { ConversionPage } from "./conversion-page";

const of = (part: number, all: number) => rateOf(part, all, because("noSessions"));
const compared = (now: readonly [number, number], before: readonly [number, number]): ComparedRate => {
  const [value, previous] = [of(...now), of(...before)];
  return { value, previous, verdict: verdictOf(value, previous) };
};
const stage = (name: FunnelStage["step"], sessions: number, onward: ComparedRate): FunnelStage => ({
  step: name,
  sessions,
  ofAll: of(sessions, 4_000),
  ofPrevious: onward.value,
  before: onward.previous,
  change: onward.verdict,
});

const view: ConversionView = {
  ...pageView(),
  visitVersion: 4,
  measured: { switchedOnAt: Date.UTC(2026, 8, 1, 12), from: "2026-09-01", cut: null },
  cards: [
    {
      key: "conversion_rate",
      label: "Conversion rate",
      value: of(100, 4_000),
      previous: null,
      verdict: null,
      trend: [],
      definition: "Sessions with an order.",
    },
  ],
  cardsBeneath: [],
  coverage: of(82, 100),
  funnel: [
    stage("sessions", 4_000, { value: of(4_000, 4_000), previous: null, verdict: null }),
    stage("product", 2_400, compared([2_400, 4_000], [2_000, 4_000])),
    stage("cart", 300, compared([300, 2_400], [250, 2_000])),
    stage("checkout", 200, compared([200, 300], [180, 250])),
    stage("completed", 100, compared([100, 200], [90, 180])),
  ],
  days: [],
  daysBefore: [],
  splits: {
    device: [{ key: "mobile", sessions: 3_000, share: 0.75, conversion: compared([60, 3_000], [70, 3_000]) }],
    source: [],
    landing: [],
    visitor: [],
  },
  searches: [{ words: "oat milk", sessions: 9, searches: 11, withoutResult: 11, completed: 0, conversion: of(0, 9) }],
  rarelyBought: [{ productId: "7", title: "Mug", added: of(1, 90), missed: 8.4, orders: 2 }],
  usualAdded: of(105, 1_000),
  soldOut: [],
  shopifySessions: { isGranted: false, all: null, countries: [] },
  priorPurchases: [{ purchases: 3, isLast: true, conversion: of(2, 4) }],
};

const render = (changes: Partial<ConversionView>, comparison: "none" | "previous_period" = "none") =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <ReaderLocaleProvider value="en-GB">
        <ConversionPage
          view={{
            ...view,
            window: { ...view.window, comparison, comparisonRange: { from: "2026-09-22", to: "2026-10-21" } },
            ...changes,
          }}
          goals={{}}
          status={{
            importState: IMPORTED,
            pending: 0,
            isRebuilding: false,
            unreachableSince: null,
            importButton: <button>Start again</button>,
          }}
          controls={<p>range form</p>}
        />
      </ReaderLocaleProvider>
    </AppProvider>,
  );

describe("ConversionPage", () => {
  it("shows how many go on from step to step, and where most are lost", () => {
    const html = render({});
    for (const text of ["100 of 4,000 sessions ended in an order", "Product to cart, where 12.5% go on", "75.0%"]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain("Down");
  });

  it("says of every step how it changed, and how sure that is", () => {
    const html = render({}, "previous_period");
    expect(html).toContain("Up 10.0 points from 50.0%");
    expect(html).toContain("Down 5.3 points from 72.0%, within the usual ups and downs");
  });

  it("names whose sessions they are, since when, and how many orders the pixel saw", () => {
    const html = render({});
    expect(html).toContain("4,000 sessions seen by Comeback&#x27;s web pixel, of shoppers who agreed to analytics");
    expect(html).toContain("Measured since 1 Sept 2026");
    expect(html).toContain("The pixel saw 82.0% of online orders completed (82 of 100)");
    expect(render({ coverage: of(0, 0) })).toContain("no online orders to check the pixel against");
  });

  it("says the usual rate beside those of products that are rarely added, and what they miss", () => {
    const html = render({});
    expect(html).toContain("Added to cart (usual: 10.5%)");
    expect(html).toMatch(/data-label="Missed adds">8</);
  });

  it("marks rates of few sessions", () => {
    expect(render({})).toContain("0.0% (too little data)");
    expect(render({})).toContain("3 or more earlier purchases");
  });
});

describe("Shopify's own sessions", () => {
  it("stand by themselves, named as Shopify's", () => {
    const html = render({
      shopifySessions: {
        isGranted: true,
        all: { sessions: 9_000, conversion: of(180, 9_000) },
        countries: [{ country: "Germany", sessions: 7_000, conversion: of(150, 7_000) }],
      },
    });
    expect(html).toContain("Conversion by country, counted by Shopify");
    expect(html).toContain("Shopify counts 9,000 sessions of people in this range, and 2.0% ended in an order");
    expect(html).toContain("Germany");
  });
  it("are offered where they are not granted", () => {
    expect(render({})).toContain('href="/app/settings/check"');
  });
});

describe("without measurement", () => {
  const none = { from: null, cut: { knownFrom: null, isUnknown: true } };

  it("says why there is nothing to see and leads to the switch", () => {
    const html = render({ measured: { ...none, switchedOnAt: null } });
    expect(html).toContain("The storefront is not measured yet");
    expect(html).toContain('href="/app/settings"');
    expect(html).not.toContain("From visit to order");
  });
  it("waits for the first visit once it is on", () => {
    const html = render({ measured: { ...none, switchedOnAt: Date.UTC(2026, 10, 20, 12) } });
    expect(html).toContain("Measurement has been on since 20 Nov 2026");
  });
  it("keeps what was measured, and says that it ended", () => {
    const html = render({ measured: { ...view.measured, switchedOnAt: null } });
    expect(html).toContain("Measurement is switched off");
    expect(html).toContain("From visit to order");
  });
  it("shows no funnel of days before the first event", () => {
    const html = render({
      measured: { ...view.measured, cut: { knownFrom: "2026-11-30", isUnknown: true } },
      funnel: [stage("sessions", 0, { value: of(0, 0), previous: null, verdict: null })],
      coverage: unavailable("rate", because("measuredLater", { day: "2026-11-30" })),
    });
    expect(html).toContain("choose a later one");
    expect(html).toContain("Sessions: –. Online orders the pixel saw: –. The storefront has been measured since");
    expect(html).not.toContain("sessions seen by");
    expect(html).not.toContain("no online orders");
    expect(html).not.toContain("From visit to order");
  });
  it("shows visits of a shop without orders", () => {
    expect(render({ hasOrders: false })).toContain("From visit to order");
    expect(render({ hasOrders: false, measured: { ...none, switchedOnAt: null } })).toContain("No orders yet");
  });
});
