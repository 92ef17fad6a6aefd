import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { rateOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { ImportView } from "~/features/installation/import-view";
import { ReaderLocaleProvider } from "~/ui/format/reader-locale";
import { IMPORTED, pageView } from "../../../test/support/page-view";
import type { AbandonmentView, ShippingRow } from "./abandonment";
import { AbandonmentPage } from "./abandonment-page";

const view: AbandonmentView = {
  ...pageView(),
  cards: [
    {
      key: "checkout_abandonment_rate",
      label: "Checkout abandonment",
      value: rateOf(2, 5, because("noOrders")),
      previous: null,
      verdict: null,
      trend: [],
      definition: "Left without buying.",
    },
  ],
  valueCards: [],
  cut: null,
  otherSources: [],
  states: [
    { state: "completed", label: "Completed", rule: "Bought.", checkouts: 3, checkoutsBefore: null, isSettled: true },
    { state: "abandoned", label: "Abandoned", rule: "Left.", checkouts: 2, checkoutsBefore: null, isSettled: true },
    { state: "open", label: "Open", rule: "Still busy.", checkouts: 1, checkoutsBefore: null, isSettled: false },
  ],
  shipping: [
    { share: "free", completed: 30, recovered: 0, abandoned: 10, rate: rateOf(10, 40, because("noOrders")) },
    { share: "over_20", completed: 3, recovered: 1, abandoned: 6, rate: rateOf(6, 10, because("noOrders")) },
  ],
  shippingToldFrom: null,
  isMeasuring: false,
  cartCard: null,
  shopifyCarts: null,
  checkoutVisits: null,
  days: [],
  daysBefore: [],
  installedOn: null,
  unmatchedRecovered: 0,
  abandoned: {
    rows: [
      {
        checkoutId: "77",
        customerId: null,
        startedAt: Date.UTC(2026, 10, 20, 9),
        lastActivityAt: Date.UTC(2026, 10, 20, 9, 5),
        value: 4250,
      },
    ],
    page: 2,
    pageSize: 50,
    total: 51,
  },
  thresholdMinutes: 60,
  ignoresSegment: true,
};

const render = (changes: Partial<AbandonmentView>, importState: ImportView = IMPORTED) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <ReaderLocaleProvider value="en-GB">
        <AbandonmentPage
          view={{ ...view, ...changes }}
          goals={{}}
          status={{
            importState,
            pending: 0,
            isRebuilding: false,
            unreachableSince: null,
            importButton: <button>Start again</button>,
          }}
          controls={<p>range form</p>}
          pageUrl={(page) => `?page=${page}`}
        />
      </ReaderLocaleProvider>
    </AppProvider>,
  );

describe("AbandonmentPage", () => {
  it("shows the rate, marked as few data, and every state with the total of all", () => {
    const html = render({});
    for (const text of ["40.0%", "Too little data", "5 finished checkouts of 6.", "Still busy.", "All checkouts"]) {
      expect(html).toContain(text);
    }
  });

  it("lists the checkouts by pages and links to Shopify", () => {
    const html = render({});
    expect(html).toContain('href="shopify://admin/checkouts/77"');
    expect(html).toContain("51 checkouts, page 2 of 2");
    expect(html).toContain('href="?page=1"');
    expect(html).not.toContain("?page=3");
    expect(render({ abandoned: { rows: [], page: 1, pageSize: 50, total: 0 } })).toContain(
      "No abandoned checkouts in this range.",
    );
  });

  it("says what comes from Shopify's list and what of it has no order", () => {
    const html = render({ installedOn: "2026-11-20", unmatchedRecovered: 3 });
    expect(html).toContain("from before the installation");
    expect(html).toContain("3 recovered checkouts of that list could not be matched");
  });

  it("says that a filter changes nothing here", () => {
    expect(render({ segment: { ...view.segment, words: "country DE" } })).toContain(
      "The filter does not change this page",
    );
    expect(render({})).not.toContain("The filter does not change");
  });

  it("says why there is nothing to see, while importing and afterwards", () => {
    expect(render({ hasOrders: false })).toContain("No orders yet");
    const importing: ImportView = { ...IMPORTED, phase: "importing", finishedAt: null };
    expect(render({ hasOrders: false }, importing)).toContain("Orders are being read");
    expect(render({}, { ...importing, phase: "partial" })).toContain("the numbers so far are partial");
    expect(render({}, { ...IMPORTED, phase: "failed", reason: "It broke." })).toContain("Start again");
  });
});

describe("before checkouts are known", () => {
  const cut = (isUnknown: boolean, knownFrom: string | null = "2026-09-02") => ({ cut: { knownFrom, isUnknown } });

  it("says from which day they are, and shows neither states nor a list that would read as nobody", () => {
    const html = render(cut(true));
    expect(html).toMatch(/Checkouts are known from 2 Sept 2026 on/);
    expect(html).not.toContain("What became of the checkouts");
    expect(html).not.toContain("Abandoned checkouts</h");
  });
  it("says that a range is cut, and shows what is known of it", () => {
    const html = render(cut(false));
    expect(html).toContain("leave out the days of the range before it");
    expect(html).toContain("What became of the checkouts");
  });
  it("says that the list is still to be read", () => {
    expect(render(cut(true, null))).toContain("has not been read yet");
  });
});

describe("the shipping price", () => {
  const row = (share: ShippingRow["share"], abandoned: number, completed: number, isTold = true): ShippingRow => ({
    share,
    abandoned,
    recovered: 0,
    completed,
    rate: isTold ? rateOf(abandoned, abandoned + completed, because("noCheckoutsEnded")) : null,
  });
  const priced = [row("under_10", 20, 60), row("10_to_20", 0, 0), row("free", 0, 40, false)];

  it("has a bar for each share that can be told, and none for those without a checkout", () => {
    const html = render({ shipping: [...priced, row("unknown", 5, 0, false)] });
    expect(html).toContain("of 80");
    expect(html).not.toContain("of 0");
    expect(html).not.toContain("10% to 20%");
    expect(html).toContain("Free shipping is left out");
  });
  it("says in a sentence why it cannot be told, and from when, where most who left had no price", () => {
    const shipping = [...priced, row("unknown", 21, 0, false)];
    const html = render({ shipping, shippingToldFrom: "2026-11-21" });
    expect(html).toContain("21 of 41 abandoned checkouts is not known");
    expect(html).toContain("a range that begins on 21 Nov 2026 or later");
    expect(html).not.toContain("of 80");
    expect(render({ shipping })).toContain("21 of 41 abandoned checkouts were left before they had a shipping price");
  });
});

it("lists what other sources made, in words, with a sum", () => {
  const html = render({
    otherSources: [
      { sourceName: "pos", count: 7 },
      { sourceName: "3890849", count: 2 },
    ],
  });
  expect(html).toContain("Point of sale (pos)");
  expect(html).toContain("An app (3890849)");
  expect(html).toMatch(/All other sources.*?9/s);
});

describe("abandoned carts", () => {
  const benchmark = "In a typical store 68.5% of carts are left";
  const cartCard = (value: AbandonmentView["shopifyCarts"] & object) => ({
    cartCard: {
      key: "cart_abandonment_rate" as const,
      label: "Cart abandonment",
      value,
      previous: null,
      verdict: null,
      trend: [],
      definition: "Left.",
    },
  });
  const shopifyCarts = rateOf(719, 1000, because("noCartsEnded"));

  it("are told on Shopify's own basis beside the benchmark while the pixel measured none", () => {
    const html = render({ shopifyCarts });
    for (const text of ["Shopify sessions basis", "71.9%", "719 of 1,000 sessions", benchmark]) {
      expect(html).toContain(text);
    }
    expect(html).toContain("Switch on measurement in Settings");
    expect(html).not.toContain("not which carts");
    const noCarts = cartCard(rateOf(0, 0, because("noCartsEnded")));
    expect(render({ ...noCarts, shopifyCarts })).toContain("Shopify sessions basis");
    expect(render({ ...noCarts, shopifyCarts })).not.toContain("Switch on measurement in Settings");
  });

  it("are those of the pixel once it measured any, and of nobody where neither told of carts", () => {
    const html = render({ ...cartCard(rateOf(40, 50, because("noCartsEnded"))), shopifyCarts });
    expect(html).toContain("80.0%");
    expect(html).toContain(benchmark);
    expect(html).not.toContain("Shopify sessions basis");
    expect(render({})).toContain("Abandoned carts are not measured yet");
    expect(render({})).toContain("not which carts. With measurement on");
    expect(render({})).not.toContain(benchmark);
  });
});
