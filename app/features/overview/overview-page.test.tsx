import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { StaticRouter } from "react-router-dom/server";
import { describe, expect, it } from "vitest";
import { countOf, meanMoney, moneyOf, rateOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { ImportView } from "~/features/installation/import-view";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageStatus } from "~/features/page/frame/number-page";
import { ReaderLocaleProvider } from "~/ui/format/reader-locale";
import { IMPORTED, pageView } from "../../../test/support/page-view";
import type { Overview } from "./overview";
import { OverviewPage, type OverviewPageProps } from "./overview-page";

const card = (key: NumberCard["key"], label: string, value: NumberCard["value"]): NumberCard => ({
  key,
  label,
  value,
  previous: null,
  verdict: null,
  trend: [],
  definition: "What it is.",
});

const overview: Overview = {
  ...pageView(),
  window: {
    range: { from: "2026-11-19", to: "2026-11-20" },
    preset: "custom",
    comparison: "previous_period",
    comparisonRange: { from: "2026-11-17", to: "2026-11-18" },
    errors: {},
  },
  pending: 2,
  expectedValue: null,
  annualDiscountPercent: 0,
  cards: [
    card("repeat_rate", "Repeat rate", rateOf(412, 1701, because("noOrders"))),
    card("aov", "Average order value (AOV)", meanMoney(9_123_042, 1872, because("noOrders"))),
    card("checkout_abandonment_rate", "Checkout abandonment", unavailable("rate", because("noCheckoutsEnded"))),
    card("clv_observed_180_trailing", "365-day customer value (CLV)", meanMoney(128_731, 10, because("noOrders"))),
  ],
  salesCards: [
    card("net_sales", "Net sales", moneyOf(9_123_042, 1872)),
    card("orders", "Orders", countOf(1872)),
    card("new_customers", "New customers", countOf(40)),
  ],
  chart: {
    key: "net_sales",
    label: "Net sales",
    unit: "money",
    points: [
      { day: "2026-11-19", value: 100 },
      { day: "2026-11-20", value: 200 },
    ],
    comparison: [],
    isLastIncomplete: false,
  },
};

const importing: ImportView = {
  ...IMPORTED,
  phase: "importing",
  finishedAt: null,
  parts: [
    { kind: "customers", done: 10, expected: null, status: "requested" },
    { kind: "orders", done: 12_400, expected: 48_000, status: "staging" },
  ],
};

const STATUS: PageStatus = {
  importState: IMPORTED,
  pending: 2,
  isRebuilding: false,
  unreachableSince: null,
  importButton: <button>Start import</button>,
};

const render = ({ overview: shown = overview, ...status }: Partial<PageStatus & Pick<OverviewPageProps, "overview">>) =>
  renderToStaticMarkup(
    <StaticRouter location="/app">
      <AppProvider i18n={english}>
        <ReaderLocaleProvider value="en-GB">
          <OverviewPage overview={shown} goals={{}} status={{ ...STATUS, ...status }} controls={<p>range form</p>} />
        </ReaderLocaleProvider>
      </AppProvider>
    </StaticRouter>,
  );

describe("OverviewPage", () => {
  it("shows the numbers and how current they are", () => {
    const html = render({});
    for (const text of [
      "24.2%",
      "€48.73",
      "365-day customer value",
      "€91,230.42",
      "1,872",
      "No checkout started in this range has ended yet.",
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain("Includes orders up to 14:05, shop time (Europe/Berlin). 2 changes arriving.");
    expect(html).not.toMatch(/partial|Welcome/);
  });

  it("says that a change of what counts has not reached the numbers yet", () => {
    expect(render({ isRebuilding: true })).toContain("Numbers are being rebuilt");
    expect(render({})).not.toContain("being rebuilt");
  });

  it("says that a running range is compared as far as it has run", () => {
    const words = "The comparison runs to the same time of day.";
    expect(render({ overview: { ...overview, asOf: Date.UTC(2026, 10, 20, 13) } })).toContain(words);
    expect(render({})).not.toContain(words);
  });

  it("shows what is expected of customers beneath what they were worth, once it is known", () => {
    const expectedValue = { ...meanMoney(40_000, 10, because("noOrders")), interval: [3_500, 4_600] as const };
    expect(render({ overview: { ...overview, expectedValue } })).toContain(
      "On average, a customer will likely spend €40.00 more in the next 12 months (€35.00 to €46.00).",
    );
    const ofNobody = unavailable("money", because("forecastNobody"));
    expect(render({ overview: { ...overview, expectedValue, annualDiscountPercent: 7.5 } })).toContain(
      "Discounted at 7.5% a year.",
    );
    expect(render({ overview: { ...overview, expectedValue: ofNobody } })).not.toContain("next 12 months");
    expect(render({})).not.toContain("next 12 months");
  });

  it("compares customer value with an earlier moment, not with a range", () => {
    const [value] = overview.cards.slice(-1);
    if (!value) throw new Error("the last card is customer value");
    const compared: NumberCard = {
      ...value,
      previous: unavailable("money", because("noCustomersOldEnough", { days: "60" })),
    };
    const html = render({ overview: { ...overview, cards: [compared] } });
    expect(html).toContain("Nothing on 18 Nov 2026 to compare with");
  });

  it("welcomes with what is read, what is never stored and honest counts", () => {
    const html = render({ overview: { ...overview, hasOrders: false }, importState: importing });
    expect(html).toContain("Welcome, Nordlicht Coffee");
    expect(html).toContain("12,400 of about 48,000");
    expect(html).toContain("Never stored: names, email addresses");
    expect(html).toContain("The time left appears once it can be estimated.");
    expect(html.indexOf("Orders")).toBeLessThan(html.indexOf("Customers"));
    expect(html).not.toContain("range form");
  });

  it("offers the start where no import runs", () => {
    const none: ImportView = { ...IMPORTED, phase: "none" };
    expect(render({ overview: { ...overview, hasOrders: false }, importState: none })).toContain("Start import");
  });

  it("marks numbers as partial while older orders come in", () => {
    const html = render({ importState: { ...importing, phase: "partial", secondsLeft: 90 } });
    expect(html).toContain("the numbers so far are partial");
    expect(html).toContain("About 2 minutes left.");
    expect(html).toContain("24.2%");
  });

  it("says when Shopify gave only a part, and offers to read again", () => {
    const html = render({ importState: { ...IMPORTED, phase: "partial", reason: "Its answer ended early." } });
    expect(html).toContain("Its answer ended early.");
    expect(html).toContain("Start import");
  });

  it("says what an empty shop will show", () => {
    const html = render({ overview: { ...overview, hasOrders: false } });
    expect(html).toContain("No orders yet");
    expect(html).not.toContain("24.2%");
  });

  it("keeps the last good numbers when the import failed or Comeback is away", () => {
    const failed = render({ importState: { ...IMPORTED, phase: "failed", reason: "Shopify closed the connection." } });
    expect(failed).toContain("Shopify closed the connection.");
    expect(failed).toContain("Start import");
    expect(failed).toContain("24.2%");
    const away = render({ unreachableSince: Date.UTC(2026, 10, 21, 13, 0) });
    expect(away).toContain("These are the numbers of 14:00.");
    expect(away).toContain("24.2%");
  });

  it("says how many orders the numbers lack, whatever else is off", () => {
    const html = render({
      importState: { ...IMPORTED, historyLimited: true, ordersNotRead: { missing: 2, stale: 1 } },
    });
    expect(html).toContain("3 orders could not be read");
    expect(html).toContain("2 orders are missing from these numbers.");
    expect(html).toContain("1 order is counted as it was before the latest change.");
    expect(html).toContain('href="/app/settings"');
    expect(html).toContain("Only the last 60 days");
    expect(render({})).not.toContain("could not be read");
  });

  it("warns when only sixty days may be read", () => {
    expect(render({ importState: { ...IMPORTED, historyLimited: true } })).toContain("Only the last 60 days");
  });
});
