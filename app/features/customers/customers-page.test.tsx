import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RFM_GROUPS } from "~/domain/groups/rfm";
import { meanMoney, rateOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import type { PageStatus } from "~/features/page/frame/number-page";
import { createFormatters } from "~/ui/format/formatters";
import { ReaderLocaleProvider } from "~/ui/format/reader-locale";
import { IMPORTED, pageView } from "../../../test/support/page-view";
import { qualitySummary } from "./customer-quality";
import type { CohortsView, GroupsView, RepeatView, ValueView } from "./customers";
import { CustomersPage, type CustomersPageProps } from "./customers-page";
import { frequencyName, groupMeaning, recencyName } from "./group-words";
import { secondPurchaseSummary } from "./repeat-tab";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });

const HISTORY_LIMITED = because("historyLimited");
const LIMITED = "Limited history: the app may read only the last 60 days of orders, so first purchases are not known.";

const repeat: RepeatView = {
  ...pageView(),
  cards: [
    {
      key: "repeat_rate",
      label: "Repeat rate",
      value: rateOf(4, 20, because("noOrders")),
      previous: null,
      verdict: null,
      trend: [],
      definition: "What it is.",
    },
  ],
  repurchase: [{ horizonDays: 30, rate: rateOf(3, 12, because("noOrders")) }],
  purchasesPerCustomer: [
    { label: "1", from: 1, to: 1, customers: 15, share: 0.75 },
    { label: "2", from: 2, to: 2, customers: 5, share: 0.25 },
  ],
  timeToFirstPurchase: unavailable("days", because("noRecordBefore")),
  daysToConversion: unavailable("days", because("noVisitKnown")),
  secondPurchase: {
    time: unavailable("days", because("tooFewCameBack")),
    isQuarter: false,
    halfOfReturnersDays: 4.5,
    returners: 3,
    curve: [
      { day: 0, back: 0, interval: [0, 0], atRisk: 12 },
      { day: 1, back: 0.1, interval: [0.02, 0.4], atRisk: 10 },
    ],
  },
  firstProducts: [{ productId: "7", title: "Mug", repeated: rateOf(1, 4, because("noOrders")) }],
};
const cohorts: CohortsView = {
  ...pageView(),
  period: "month",
  cohorts: [],
  hidden: 0,
  together: [],
  members: null,
  unavailableBecause: LIMITED,
};
const value: ValueView = {
  ...pageView(),
  forecast: { state: "insufficient", because: LIMITED, shortage: null },
  unusual: [],
  ahead: 12,
  expectedByProduct: [],
  horizons: [
    {
      horizonDays: 30,
      acquired: unavailable("money", HISTORY_LIMITED),
      trailing: unavailable("money", HISTORY_LIMITED),
    },
  ],
  toDate: unavailable("money", HISTORY_LIMITED),
  distribution: { n: 0, bins: [], quantiles: null, mean: null, isApproximate: false },
  orderValueTop10: unavailable("ratio", HISTORY_LIMITED),
  orderValueTop1: unavailable("ratio", HISTORY_LIMITED),
  quality: {
    acquired: pageView().window.range,
    isTrailing: false,
    bySource: [],
    byFirstProduct: [],
    byDiscount: [],
    byCountry: [],
  },
};
const groups: GroupsView = {
  ...pageView(),
  groups: [
    {
      group: "best",
      customers: 2,
      share: 1,
      keptValue: 30_000,
      meanValue: meanMoney(30_000, 2, because("noOrders")),
      meanPurchases: 6,
    },
  ],
  grid: [{ recency: 5, frequency: 5, customers: 2, keptValue: 30_000 }],
  cuts: {
    recency: [1, 2, 3, 4].map((month) => Date.UTC(2026, month, 10)),
    frequency: [1, 2, 3, 5],
    money: [100, 200, 300, 400],
    isFrequencyFixed: true,
  },
  members: {
    group: "best",
    page: 1,
    pageSize: 50,
    total: 51,
    rows: [
      {
        customerId: "99",
        recency: 5,
        frequency: 5,
        money: 5,
        purchases: 7,
        firstPurchaseAt: Date.UTC(2026, 1, 1),
        lastPurchaseAt: Date.UTC(2026, 10, 1),
        keptValue: 20_000,
      },
    ],
  },
  unavailableBecause: null,
};

const goals: Record<string, GoalMark> = {
  repeat_rate: {
    status: "not_met",
    bound: { better: "more", value: 0.25, isExclusive: false, farEnd: null },
    certainty: "sure" as const,
    missing: 0.05,
  },
};

const status: PageStatus = {
  importState: IMPORTED,
  pending: 0,
  isRebuilding: false,
  unreachableSince: null,
  importButton: <button>Start import</button>,
};
const render = (data: CustomersPageProps["data"], props: Partial<CustomersPageProps> = {}) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <ReaderLocaleProvider value="en-GB">
        <CustomersPage
          data={data}
          awaitedTab={null}
          status={status}
          search={`?tab=${data.tab}`}
          controls={<p>controls</p>}
          calculateButton={(label) => <button>{label}</button>}
          link={({ to, children, ...rest }) => (
            <a href={to} {...rest}>
              {children}
            </a>
          )}
          {...props}
        />
      </ReaderLocaleProvider>
    </AppProvider>,
  );

/** Without script the tabs are links, all but the one that is shown. */
const currentTab = (html: string) =>
  /aria-label="Customers".*?aria-pressed="true"[^>]*><span[^>]*>([^<]*)</.exec(html)?.[1];

describe("CustomersPage", () => {
  it("asks what each repeat rate answers and marks too little data", () => {
    const html = render({ tab: "repeat", view: repeat, goals });
    expect(html).toContain("Of those who bought in this range, who had bought before?");
    expect(html).toContain("Too little data");
    expect(html).toContain("Goal 25.0%: 5.0 points to go.");
    expect(html).toContain("1 of 4, too little data");
    expect(html).toContain("75.0% of 20 customers have bought once.");
    expect(html).toContain("No new customer of this range was known to Shopify before the first purchase.");
    expect(currentTab(html)).toBe("Repeat");
  });

  it("says why cohorts, value and groups cannot be shown on a limited history", () => {
    expect(render({ tab: "cohorts", view: cohorts })).toContain(LIMITED);
    expect(render({ tab: "value", view: value })).toContain(LIMITED);
    const none: GroupsView = {
      ...groups,
      cuts: null,
      groups: [],
      grid: [],
      members: null,
      unavailableBecause: LIMITED,
    };
    expect(render({ tab: "groups", view: none })).toContain(LIMITED);
  });

  it("gives each group its definition and lists its customers page by page", () => {
    const html = render({ tab: "groups", view: groups });
    expect(html).toContain("Bought 4 or more times, last after 10 Apr 2026, worth more than €3.00");
    expect(html).toContain("Best: Recency, frequency and money 4 or 5.");
    expect(html).toContain("shopify://admin/customers/99");
    expect(html).toContain("Best: 51 customers");
    expect(html).toMatch(/aria-label="Next page" href="\?tab=groups&amp;group=best&amp;page=2"/);
  });

  it("says why there is no expected value and no churn risk yet", () => {
    expect(render({ tab: "value", view: value })).toContain("Expected value: not enough history yet");
    const churn = { ...pageView(), forecast: { state: "none" as const }, risk: null };
    const html = render({ tab: "churn", view: churn });
    expect(html).toContain("Churn risk: not calculated yet");
    expect(html).toContain("<button>Calculate now</button>");
    expect(currentTab(html)).toBe("Churn risk");
  });

  it("shows the size of what comes while another tab loads", () => {
    const html = render({ tab: "repeat", view: repeat, goals }, { awaitedTab: "value" });
    expect(html).toContain("Polaris-SkeletonDisplayText");
    expect(html).not.toContain("Orders per customer");
  });

  it("says what a shop without orders will see, and what an import has brought so far", () => {
    const empty = { ...repeat, hasOrders: false };
    expect(render({ tab: "repeat", view: empty, goals })).toContain("appear once a customer has come back");
    const importing = { ...status.importState, phase: "importing" as const, finishedAt: null };
    const html = render({ tab: "repeat", view: repeat, goals }, { status: { ...status, importState: importing } });
    expect(html).toContain("the numbers so far are partial");
    expect(html).toContain("Orders per customer");
  });
});

describe("secondPurchaseSummary", () => {
  it("names the day by which half of the returners were back", () => {
    expect(secondPurchaseSummary(repeat.secondPurchase, format)).toContain(
      "Half of those who come back do so by day 5 (3 customers to date).",
    );
  });

  it("is honest about nobody", () => {
    const nobody = { ...repeat.secondPurchase, halfOfReturnersDays: null, returners: 0 };
    expect(secondPurchaseSummary(nobody, format)).toContain("None of the new customers");
    expect(secondPurchaseSummary({ ...nobody, curve: [] }, format)).toContain("no new customers");
  });
});

describe("qualitySummary", () => {
  const row = (key: string | null, mean: number, spread: number, n = 100) => ({
    key,
    label: key ?? "Unknown",
    value: meanMoney(mean * n, n, because("noOrders"), n * mean ** 2 + (n - 1) * n * (spread / 1.96) ** 2),
  });

  it("says which group is worth the most, where that is sure", () => {
    expect(qualitySummary("source", [row("google", 9_000, 500), row("direct", 6_000, 500)], format)).toBe(
      "Customers from google are worth the most: €90.00, next direct with €60.00.",
    );
    expect(qualitySummary("discount", [row("no", 6_000, 500), row("yes", 9_000, 500)], format)).toBe(
      "Customers who used a discount are worth more: €90.00 against €60.00.",
    );
  });

  it("says that differences are small, and which is not", () => {
    expect(qualitySummary("source", [row("google", 9_000, 3_000), row("direct", 6_000, 500)], format)).toBe(
      "Differences too small to rely on yet.",
    );
    const wide = row("mail", 5_000, 9_000);
    const lower = row("chat", 4_000, 500);
    expect(qualitySummary("source", [row("google", 9_000, 500), row("direct", 6_000, 500), wide], format)).toBe(
      "Differences too small to rely on yet, except direct (€60.00) below google (€90.00).",
    );
    expect(qualitySummary("source", [row("google", 9_000, 500), row("direct", 6_000, 500), wide, lower], format)).toBe(
      "Differences too small to rely on yet, except that 2 groups are below google (€90.00).",
    );
  });

  it("leaves unknown and small groups out", () => {
    const rows = [row("google", 9_000, 500), row("direct", 6_000, 500), row(null, 20_000, 100), row("x", 30_000, 1, 5)];
    expect(qualitySummary("source", rows, format)).toContain("from google are worth the most");
    expect(qualitySummary("source", [row("google", 9_000, 500)], format)).toContain("nothing to compare");
  });
});

describe("names of scores", () => {
  it("say what a score stands for at the moment", () => {
    const { cuts } = groups;
    if (!cuts) throw new Error("the groups have cuts");
    expect([1, 2, 4, 5].map((score) => frequencyName(cuts, score, format))).toEqual([
      "1 (once)",
      "2 (2x)",
      "4 (4 to 5x)",
      "5 (6x and more)",
    ]);
    expect(recencyName(cuts, 5, format)).toBe("5 (after 10 May 2026)");
    expect(recencyName(cuts, 1, format)).toBe("1 (until 10 Feb 2026)");
  });

  it("say who is in a group today", () => {
    const { cuts } = groups;
    if (!cuts) throw new Error("the groups have cuts");
    const meanings = RFM_GROUPS.map((group) => groupMeaning(group, cuts, format));
    expect(meanings).toEqual([
      "Bought 4 or more times, last after 10 Apr 2026, worth more than €3.00",
      "Bought 3 or more times, last after 10 Mar 2026, not among the best",
      "Bought two times, last after 10 Mar 2026",
      "Bought more than once, last between 10 Feb 2026 and 10 Mar 2026",
      "Bought more than once, last by 10 Feb 2026",
      "Bought once",
    ]);
    const often = { ...cuts, frequency: [2, 4, 6, 9] };
    expect(groupMeaning("promising", often, format)).toBe("Bought 2 to 4 times, last after 10 Mar 2026");
  });
});
