import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ForecastGrade } from "~/domain/clv/back-test/grade";
import type { Scores } from "~/domain/clv/back-test/scores";
import type { BackTestReport } from "~/domain/clv/forecast-shop";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { expectedSum, meanMoney, shareOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { dayNumber } from "~/domain/time/shop-time";
import type { ChurnRisk, ChurnRiskView, ForecastView, ReadyForecastView } from "~/features/forecast/forecast";
import type { PageView } from "~/features/page/page-view";
import { createFormatters } from "~/ui/format/formatters";
import { pageView } from "../../../../test/support/page-view";
import { backTestRows } from "./back-test-rows";
import { calibrationPoints } from "./calibration-points";
import { ChurnRiskTab } from "./churn-risk-tab";
import { ExpectedValue } from "./expected-value";
import { ForecastFrame, missingWords } from "./forecast-frame";
import { ForecastQuality } from "./forecast-quality";
import { biasWords, choiceSentences, findingSentences, forecastName, seasonSentence } from "./forecast-words";
import { NextYear } from "./next-year";
import { PoorForecast } from "./poor-forecast";
import { UnusualCustomers } from "./unusual-customers";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const NOW = Date.UTC(2026, 10, 21, 13, 7);

const calculated = pageView({ newestEventAt: NOW, forecastRun: "4 ready" });

const means = (factor: number) => ({
  purchases: 0.5 * factor,
  purchasesInterval: [0.4 * factor, 0.6 * factor] as const,
  value: 2_000 * factor,
  valueInterval: [1_500 * factor, 2_500 * factor] as const,
});
const months = { 6: means(1), 12: means(2), 24: means(3) };
const scores = (mae: number): Scores => ({
  mae,
  rmse: 2 * mae,
  pearson: 0.5,
  spearman: 0.42,
  gini: 0.61,
  top10Share: 0.48,
  totalError: -0.05,
});
const cut = (day: string): BackTestReport => ({
  lastDay: dayNumber(day),
  horizonDays: 180,
  forecasts: ["bgnbd", "pnbd-all-learned", "past-rate"].map((name, index) => ({
    name,
    counts: scores(index + 1),
    value: scores(1_000 * (index + 1)),
  })),
});
const grade: ForecastGrade = {
  grade: "good",
  bias: -0.052,
  mae: 2_000,
  naiveMae: 2_600,
  from: "2026-05-25",
  to: "2026-11-21",
  months: [
    {
      key: "2026-04",
      customers: 100,
      purchases: { forecast: 90, actual: 100 },
      value: { forecast: 94_800, actual: 100_000 },
    },
  ],
  monthCoverage: 0.75,
  frequencies: [
    { key: 0, customers: 60, purchases: { forecast: 30, actual: 20 }, value: { forecast: 30_000, actual: 20_000 } },
    { key: 1, customers: 40, purchases: { forecast: 60, actual: 80 }, value: { forecast: 64_800, actual: 80_000 } },
    { key: 7, customers: 4, purchases: { forecast: 8, actual: 9 }, value: { forecast: 8_000, actual: 9_000 } },
  ],
};
const certain = { shared: 0.01, own: 0, chance: 1 };
const spread = { purchases: certain, value: certain };
const summary: ForecastSummary = {
  chosen: {
    counts: "pnbd-all-learned",
    value: "pnbd-all-learned",
    why: {
      key: "backTested",
      backTests: 2,
      horizonDays: 180,
      reference: "bgnbd",
      valueReference: "bgnbd",
      countsGain: 0.044,
      valueGain: null,
    },
  },
  countModel: { name: "pnbd", parameters: { r: 1 }, logLikelihood: -10 },
  spendModels: [],
  findings: [],
  setApart: { frequency: 0, value: 0 },
  chances: {
    30: { recalibration: null, score: null },
    90: {
      recalibration: { intercept: -0.2, slope: 0.9 },
      score: {
        chances: 900,
        backTests: 3,
        share: 0.21,
        brier: 0.1234,
        baseBrier: 0.1659,
        reliability: [{ from: 0.1, to: 0.2, customers: 400, expected: 0.151, actual: 0.142 }],
      },
    },
  },
  season: null,
  spendFrequencyCorrelation: 0.34,
  grade,
  backTests: [cut("2026-05-25"), cut("2026-02-24")],
  customers: 300,
  months,
  spreads: { 6: spread, 12: spread, 24: spread },
  groups: [
    { key: "best", customers: 40, months, nextFromDay: dayNumber("2026-12-03"), nextToDay: dayNumber("2027-01-14") },
  ],
  cohorts: [{ key: "2026-04", customers: 300, months, nextFromDay: null, nextToDay: null }],
  outlook: {
    isReady: true,
    arrivalForecast: "structural",
    cuts: 6,
    cutMonths: 6,
    newCustomers: { expected: 240, interval: [180, 320] },
    existing: { expected: 1_200_000, interval: [900_000, 1_500_000] },
    arriving: { expected: 960_000, interval: [700_000, 1_300_000] },
    together: { expected: 2_160_000, interval: [1_700_000, 2_700_000] },
    months: Array.from({ length: 12 }, (_, month) => ({
      fromDay: dayNumber("2026-11-22") + 30 * month,
      newCustomers: 20,
      existing: 100_000,
      arriving: 80_000,
    })),
  },
  annualDiscountPercent: 0,
  valueByMonth: new Array<number>(12).fill(1),
};
const money = (value: number, interval: MetricValue["interval"]): MetricValue => ({
  ...meanMoney(value * 300, 300, because("noOrders")),
  interval,
});
const ready: ReadyForecastView = {
  state: "ready",
  version: 4,
  asOf: NOW,
  isCalculating: false,
  isOutdated: false,
  failure: null,
  isPoor: false,
  summary,
  metrics: {
    churn_probability: shareOf(120, 300, 300, because("noOrders")),
    clv_predicted_6: money(2_000, [1_500, 2_500]),
    clv_predicted_12: money(4_000, [3_000, 5_000]),
    clv_predicted_24: money(6_000, [4_500, 7_500]),
    clv_total_6: money(12_000, [11_500, 12_500]),
    clv_total_12: money(14_000, [13_000, 15_000]),
    clv_total_24: money(16_000, [14_500, 17_500]),
    expected_value_12: expectedSum("money", 2_160_000, [1_700_000, 2_700_000], 300),
    expected_value_existing_12: expectedSum("money", 1_200_000, [900_000, 1_500_000], 300),
    expected_value_new_12: expectedSum("money", 960_000, [700_000, 1_300_000], 300),
    expected_new_customers_12: expectedSum("count", 240, [180, 320], 300),
  },
};
const poor: ReadyForecastView = {
  ...ready,
  isPoor: true,
  summary: { ...summary, grade: { ...grade, grade: "poor", bias: 0.41 } },
};

const addressWith = (changes: Readonly<Record<string, string>>) => `?${new URLSearchParams(changes)}`;
const link = ({ to, children, ...rest }: { to: string; children: ReactNode; className?: string }) => (
  <a href={to} {...rest}>
    {children}
  </a>
);
const calculateButton = (label: string) => <button>{label}</button>;
/** Tags come and go: what is read is the text. */
const render = (node: ReactNode) => renderToStaticMarkup(<AppProvider i18n={english}>{node}</AppProvider>);
const text = (node: ReactNode) =>
  render(node)
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");

describe("where a forecast stands", () => {
  const frame = (forecast: ForecastView, view: Partial<PageView> = {}) =>
    text(
      <ForecastFrame
        title="Expected value"
        forecast={forecast}
        view={{ ...calculated, ...view }}
        {...{ calculateButton, format }}
      >
        {() => <p>the numbers</p>}
      </ForecastFrame>,
    );

  it("says what is missing and by when", () => {
    const shown = frame({
      state: "insufficient",
      because: "A forecast needs more.",
      shortage: {
        missing: [
          { what: "customers", has: 143, needs: 200 },
          { what: "repeaters", has: 9, needs: 50 },
          { what: "historyDays", has: 80, needs: 182 },
        ],
        byDay: "2027-05-02",
      },
    });
    expect(shown).toContain("200 customers with a purchase: 143 so far");
    expect(shown).toContain("50 customers who bought on a second day: 9 so far");
    expect(shown).toContain("26 weeks of history: 11 so far, reached on 3 Mar 2027");
    expect(shown).toContain("it will be ready on 2 May 2027");
    expect(shown).not.toContain("the numbers");
  });

  it("promises no day that cannot be known, and explains a limited history", () => {
    const missing = [{ what: "customers" as const, has: 0, needs: 200 }];
    expect(frame({ state: "insufficient", because: "", shortage: { missing, byDay: null } })).toContain(
      "It is too early to say when.",
    );
    expect(frame({ state: "insufficient", because: "Shopify grants 60 days.", shortage: null })).toContain(
      "Shopify grants 60 days.",
    );
    expect(missingWords({ what: "customers", has: 1_199, needs: 2_000 }, NOW, format)).toContain("1,199 so far");
  });

  it("offers a first calculation, unless a rebuild brings it anyway", () => {
    expect(frame({ state: "none" })).toContain("Calculate now");
    const rebuilding = frame({ state: "none" }, { isRebuilding: true });
    expect(rebuilding).toContain("being rebuilt");
    expect(rebuilding).not.toContain("Calculate now");
  });

  it("waits while one is calculated", () => {
    const shown = frame({ state: "calculating", since: NOW });
    expect(shown).toContain("Started at 14:07");
    expect(shown).toContain("then updates automatically");
  });

  it("says why one failed and offers another try", () => {
    const shown = frame({ state: "failed", because: "The calculation was interrupted.", at: NOW });
    expect(shown).toContain("The calculation was interrupted.");
    expect(shown).toContain("21 Nov 2026, 14:07");
    expect(shown).toContain("Calculate again");
  });

  it("keeps the last good one with its time while something is newer", () => {
    expect(frame(ready)).toContain("As of 21 Nov 2026, 14:07.");
    expect(frame(ready)).not.toContain("Calculate again");
    const outdated = frame({ ...ready, isOutdated: true });
    expect(outdated).toContain("Updated daily");
    expect(outdated).toContain("Calculate again");
    expect(outdated).toContain("the numbers");
    const busy = frame({ ...ready, isOutdated: true, isCalculating: true });
    expect(busy).toContain("A newer one is being calculated");
    expect(busy).not.toContain("Calculate again");
    const failed = frame({ ...ready, isOutdated: true, failure: { because: "It was interrupted.", at: NOW } });
    expect(failed).toContain("On 21 Nov 2026, 14:07 a newer one failed: It was interrupted.");
  });
});

describe("PoorForecast", () => {
  const hold = (forecast: ReadyForecastView, isShownAnyway = false) =>
    render(
      <PoorForecast {...{ forecast, isShownAnyway, addressWith, link, format }}>
        <p>the numbers</p>
      </PoorForecast>,
    );

  it("hides a poor forecast behind a link, and says why", () => {
    const hidden = hold(poor);
    expect(hidden).not.toContain("the numbers");
    expect(hidden).toContain("it was 41.0% too high");
    expect(hidden).toContain('href="?anyway=yes"');
  });

  it("shows it when asked, still named poor, and shows any other at once", () => {
    const shown = hold(poor, true);
    expect(shown).toContain("the numbers");
    expect(shown).toContain("graded poor");
    expect(shown).toContain('href="?anyway="');
    expect(hold(ready)).not.toContain("poor");
    expect(hold({ ...poor, summary: { ...summary, grade: { ...grade, grade: "poor", bias: null } } })).toContain(
      "no customer bought again",
    );
  });
});

describe("NextYear", () => {
  const shown = (forecast = ready) => text(<NextYear {...{ forecast, format }} />);

  it("says what customers there are and customers still to come bring, each with its range, by month in a table", () => {
    const words = shown();
    expect(words).toContain("€21,600.00, likely between €17,000.00 and €27,000.00");
    expect(words).toContain("Customers you have: €12,000.00, between €9,000.00 and €15,000.00");
    expect(words).toContain("Customers still to come: €9,600.00, between €7,000.00 and €13,000.00");
    expect(words).toContain("New customers: 240, between 180 and 320");
    expect(words).toContain("22 Nov 2026 20 €1,000.00 €800.00 €1,800.00");
  });

  it("says why nobody knows who is still to come, and what customers there are bring", () => {
    const quiet = { key: "outlookQuiet", values: { months: 3 } } as const;
    const words = shown({ ...ready, summary: { ...summary, outlook: { isReady: false, because: quiet } } });
    expect(words).toContain("No customer bought first in the last 3 months");
    expect(words).toContain("Customers you have will likely spend €12,000.00, between €9,000.00 and €15,000.00.");
    expect(words).not.toContain("New customers");
  });
});

describe("ExpectedValue", () => {
  const products = [{ key: "77", title: "Dawn Roast", customers: 120, months, nextFromDay: null, nextToDay: null }];
  const expected = (forecast = ready, view: Partial<PageView> = {}, ahead: 6 | 12 | 24 = 12) =>
    text(
      <ExpectedValue
        view={{ ...calculated, ...view }}
        freshKeys={new Set()}
        products={products}
        {...{ forecast, ahead, addressWith, link, format }}
      />,
    );

  it("gives every horizon its range of 8 times in 10", () => {
    const shown = expected();
    expect(shown).toContain("Expected next 6 months €20.00 Likely between €15.00 and €25.00.");
    expect(shown).toContain("Expected next 24 months €60.00 Likely between €45.00 and €75.00.");
    expect(shown).toContain("With the value to date: €140.00.");
    expect(shown).toContain("Likely between €15.00 and €25.00, meant to hold 8 times in 10.");
    expect(shown).toContain("Meant to hold 8 times in 10; on earlier days 75.0% of the months did.");
    expect(shown).not.toContain("confidence");
  });

  it("does not promise 8 times in 10 where earlier ranges held far less often", () => {
    const forecast = { ...ready, summary: { ...summary, grade: { ...grade, monthCoverage: 0.652 } } };
    const own = "Meant to hold 8 times in 10; on earlier days 65.2% of the months did.";
    expect(expected(forecast).split(own)).toHaveLength(3);
    expect(expected(forecast)).not.toContain("Right 8 times");
  });

  it("tells groups and cohorts apart for the months the address names", () => {
    expect(expected()).toContain("Best 40 €40.00 €30.00 and €50.00 1.00 0.80 and 1.20 3 Dec 2026 to 14 Jan 2027");
    expect(expected(ready, {}, 24)).toContain("Apr 2026 300 €60.00 €45.00 and €75.00 1.50 1.20 and 1.80 –");
    expect(expected(ready, {}, 24)).toContain("Expected next 24 months, by group");
  });

  it("tells first products apart, without a word on when their customers buy again", () => {
    const shown = expected();
    expect(shown).toContain("Expected next 12 months, by first product");
    expect(shown).toContain("Dawn Roast 120 €40.00 €30.00 and €50.00 1.00 0.80 and 1.20");
    expect(shown.match(/If active, buys again/g)).toHaveLength(2);
  });

  it("says the range of a part of the shop, and that charts are of the whole", () => {
    const shown = expected(ready, { segment: { ...calculated.segment, words: "Online Store." } });
    expect(shown).toContain("between €30.00 and €50.00");
    expect(shown).toContain("The charts below are of the whole shop.");
  });

  it("says no range where nothing is expected", () => {
    const metrics = { ...ready.metrics, clv_predicted_12: money(4_000, null) };
    expect(expected({ ...ready, metrics })).not.toContain("between €30.00");
  });
});

describe("ForecastQuality", () => {
  const quality = (changes: Partial<ForecastSummary> = {}) =>
    text(<ForecastQuality summary={{ ...summary, ...changes }} format={format} />);

  it("tells the newest back-test in plain words", () => {
    const shown = quality();
    expect(shown).toContain("For the last 180 days it said €948.00; €1,000.00 came (5.2% too low).");
    expect(shown).toContain("Good: within 10% of what came");
    expect(shown).toContain("known on 25 May 2026, for repeat sales in the 180 days after.");
    expect(shown).toContain("€20.00 on average; repeating each customer's past rate errs by €26.00");
    expect(shown).toContain("75.0% of the months of first purchase");
    expect(shown).toContain("€40.00, where large errors weigh more");
    expect(shown).toContain("brought 48.0% of repeat sales");
  });

  it("names the chosen models and lists all candidates over all back-tests", () => {
    const shown = quality();
    expect(shown).toContain("Purchases by Pareto/NBD, spend of all purchase days, corrected by earlier purchases");
    expect(shown).toContain("Chosen by 2 back-tests of 180 days");
    expect(shown).toContain("corrected by earlier purchases erred 4.4% less than BG/NBD.");
    expect(shown).toContain("Value: no model surely beat BG/NBD.");
    expect(backTestRows(summary)).toHaveLength(6);
    expect(shown).toContain("(chosen) 25 May 2026 -5.0%");
    expect(shown).toContain("Everyone repeats their past rate 24 Feb 2026 -5.0%");
  });

  it("draws expected and actual beside each other, with a table", () => {
    const shown = quality();
    expect(shown).toContain("Apr 2026, n 100: expected €9.48, actual €10.00");
    expect(shown).toContain("Never 60 €5.00 €3.33");
    expect(shown).toContain("7+ times, n 4, too little data: expected €20.00, actual €22.50");
    expect(shown.match(/Too little data: fewer than 30 customers/g)).toHaveLength(1);
    expect(shown).toContain(" 0 1 7+ ");
    expect(shown).toContain("7+ times 4 (too little data) €20.00 €22.50");
    expect(render(<ForecastQuality summary={summary} format={format} />).match(/<svg /g)?.length).toBeGreaterThan(2);
  });

  it("compares purchases where nothing bought has a value", () => {
    const none = { forecast: 0, actual: 0 };
    const valueless = { ...grade, months: grade.months.map((month) => ({ ...month, value: none })) };
    const shown = quality({ grade: valueless });
    expect(shown).toContain("it said 90.00 repeat purchases; 100.00 came");
    expect(calibrationPoints(valueless.months, false, String)[0]).toMatchObject({ expected: 0.9, actual: 1 });
  });

  it("waits for a history that can be tested", () => {
    const shown = quality({ grade: null, backTests: [] });
    expect(shown).toContain("Not tested yet");
    expect(shown).not.toContain("Show all candidates");
  });

  it("names no order and no top tenth where nothing came", () => {
    const nothing = { ...scores(1), spearman: null, gini: null, top10Share: null, totalError: null };
    const backTests = [
      { ...cut("2026-05-25"), forecasts: [{ name: "pnbd-all-learned", counts: nothing, value: nothing }] },
    ];
    const shown = quality({ backTests, grade: { ...grade, bias: null, grade: "poor", monthCoverage: null } });
    expect(shown).toContain("no repeat sales came");
    expect(shown).not.toContain("Order of customers");
  });
});

describe("the words of a forecast", () => {
  it("name models as people know them", () => {
    expect(forecastName("bgcnbd-2", format)).toBe("BG/CNBD-2 (regular timing)");
    expect(forecastName("mbgnbd-season", format)).toBe("MBG/NBD, with the season");
    expect(forecastName("shop-mean", format)).toBe("Everyone buys like the average");
    expect(forecastName("mbgcnbd-3-learned", format)).toBe(
      "MBG/CNBD-3 (regular timing), corrected by earlier purchases",
    );
  });

  it("say that nothing could be tested", () => {
    const why = { key: "tooFewRepeaters", needed: 30 } as const;
    expect(choiceSentences({ ...summary.chosen, why }, format)).toEqual([
      "Fewer than 30 customers had come back before any back-test, so the reference is used: BG/NBD with Gamma-Gamma.",
    ]);
  });

  it("say every finding in a sentence", () => {
    const findings = [
      "no_churn_signal",
      "too_early",
      "season_unknown",
      "spend_follows_frequency",
      "no_convergence",
      "too_few_customers",
      "equal_amounts",
      "heavy_tail",
    ] as const;
    const sentences = findingSentences({ findings, spendFrequencyCorrelation: 0.34 }, format);
    expect(sentences).toHaveLength(findings.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentences[3]).toContain("correlation 0.34");
  });

  it("say what the season does", () => {
    expect(seasonSentence({ season: null, findings: ["season_unknown"] }, format)).toBeNull();
    expect(seasonSentence({ season: null, findings: [] }, format)).toContain("not account for");
    expect(seasonSentence({ season: { counts: 1, values: 0.9 }, findings: [] }, format)).toContain("10.0% lower");
    expect(seasonSentence({ season: { counts: 1, values: 1 }, findings: [] }, format)).toContain("as it is");
  });

  it("give an error its direction", () => {
    expect(biasWords(0.1, format)).toBe("10.0% too high");
    expect(biasWords(-0.1, format)).toBe("10.0% too low");
    expect(biasWords(0.0001, format)).toBe("just as much as came");
  });
});

describe("UnusualCustomers", () => {
  const customer = {
    customerId: "99",
    because: "frequency" as const,
    probabilityAlive: 0.999,
    purchases12: 300,
    value12: 990_000,
    valueToDate: 4_500_000,
    loss: 0,
    chances: { 30: 1, 90: 1 },
    nextFromDay: null,
    nextToDay: null,
    purchases: 2000,
    lastPurchaseAt: Date.UTC(2026, 10, 20, 12),
  };
  const setApart = { frequency: 1, value: 1 };
  const found: ForecastSummary = { ...summary, findings: ["unusual_set_apart"], setApart };

  it("are counted in a sentence that leads to the list of them", () => {
    const quality = render(<ForecastQuality summary={found} format={format} />);
    expect(quality).toContain("2 customers buy or spend unlike all others and are set apart");
    expect(quality).toContain('href="#unusual-customers"');
    const listed = render(<UnusualCustomers summary={found} customers={[customer]} format={format} />);
    expect(listed).toContain('id="unusual-customers"');
    for (const text of [
      "Set apart: 2 unusual customers",
      "The 1 who brought most",
      "How often they buy",
      "€9,900.00",
    ]) {
      expect(listed).toContain(text);
    }
    expect(listed).toContain('href="shopify://admin/customers/99"');
  });

  it("are not spoken of where there are none, or where they are counted with all others", () => {
    for (const nobody of [{ frequency: 0, value: 0 }, null]) {
      const without = { ...summary, setApart: nobody };
      expect(render(<UnusualCustomers summary={without} customers={[]} format={format} />)).not.toContain(
        "unusual-customers",
      );
      expect(render(<ForecastQuality summary={without} format={format} />)).not.toContain("set apart");
    }
  });
});

describe("ChurnRiskTab", () => {
  const risk: ChurnRisk = {
    rows: [
      {
        customerId: "77",
        probabilityAlive: 0.2,
        purchases12: 0.4,
        value12: 1_200,
        valueToDate: 45_000,
        loss: 4_800,
        chances: { 30: 0.031, 90: 0.087 },
        nextFromDay: "2026-12-03",
        nextToDay: null,
        purchases: 6,
        lastPurchaseAt: Date.UTC(2026, 1, 3, 12),
      },
    ],
    page: 1,
    pageSize: 50,
    total: 51,
    loss: 123_400,
    lapsePointDays: 132.4,
    reason: "lapsed",
    buyers: "all",
    order: { by: "loss", isAscending: false },
  };
  const view: ChurnRiskView = { ...calculated, forecast: ready, risk };
  const tab = (changes: Partial<ChurnRiskView> = {}, isPoorShown = false) =>
    render(
      <ChurnRiskTab view={{ ...view, ...changes }} {...{ isPoorShown, calculateButton, addressWith, link, format }} />,
    );

  it("lists who may be gone, each leading to its page in Shopify", () => {
    const shown = tab();
    expect(shown).toContain("At risk: 51 customers");
    expect(shown).toContain('href="shopify://admin/customers/77"');
    for (const cell of ["3 Feb 2026", "€450.00", "20.0%", "€12.00", "€48.00", "3 Dec 2026 and later"]) {
      expect(shown).toContain(cell);
    }
    expect(shown).toContain("€1,234.00");
    expect(shown).toContain("from the 51 customers listed below. Compared with everyone listed still being active:");
    expect(shown).toContain("One mailing would not win all of it back.");
    expect(shown).toContain("132 days");
    expect(shown).toContain("About 4 of 10 past customers are probably gone.");
    expect(shown).toContain("Past the win-back day, or less than 50% likely to be active.");
  });

  it("shows chances that came true, and says why others are hidden", () => {
    const shown = tab();
    expect(shown).toContain("Buys within 90 days");
    expect(shown).toContain("8.7%");
    expect(shown).not.toContain("Buys within 30 days");
    expect(shown).not.toContain("3.1%");
    expect(shown).toContain("so the chance to buy within 30 days is not shown.");
    for (const cell of ["10% to 20%", "400", "15.1%", "14.2%", "25.6% less", "21.0%", "0.1234; 0.1659"]) {
      expect(shown).toContain(cell);
    }
    expect(shown).toContain("logit = -0.20 + 0.90 times");
    expect(shown).toContain("Nearly: 60 were expected to buy, 57 bought (6.0% too many over all).");
    for (const cell of ["Together", "60 (15.1%)", "57 (14.3%)"]) expect(shown).toContain(cell);

    const noBetter = { ...summary.chances[90].score!, brier: 0.17 };
    const chances = { ...summary.chances, 90: { recalibration: null, score: noBetter } };
    const hidden = tab({ forecast: { ...ready, summary: { ...summary, chances } } });
    expect(hidden).toContain("Not better than giving everybody the same chance of 21.0%, so it is not shown");
    expect(hidden).not.toContain("Buys within 90 days");
    expect(hidden).not.toContain("3 Dec 2026 and later");
    expect(hidden).toContain("would not have helped");
  });

  it("does not say yes where far more were expected to buy than bought", () => {
    const verdict = (expected: number, actual: number) => {
      const reliability = [{ from: 0.1, to: 0.2, customers: 10_000, expected, actual }];
      const score = { ...summary.chances[90].score!, reliability };
      const chances = { ...summary.chances, 90: { recalibration: null, score } };
      return tab({ forecast: { ...ready, summary: { ...summary, chances } } });
    };
    expect(verdict(0.193, 0.158)).toContain(
      "Not over all: 1,930 were expected to buy, 1,580 bought (22.2% too many). On your own past it erred 25.6% less",
    );
    expect(verdict(0.12, 0.16)).toContain("(25.0% too few)");
    expect(verdict(0.16, 0.158)).toContain("Yes: 1,600 were expected to buy, 1,580 bought.");
  });

  it("leads nowhere from a person who was erased", () => {
    const [row] = risk.rows;
    if (!row) throw new Error("there is a row");
    const shown = tab({ risk: { ...risk, rows: [{ ...row, customerId: "-88" }] } });
    expect(shown).toContain("Erased");
    expect(shown).not.toContain("shopify://admin/customers");
  });

  it("keeps its choice in every address, and sorts the other way at the second click", () => {
    const shown = tab();
    expect(shown).toContain('href="?risk=lapsed&amp;bought=once&amp;sort=-loss"');
    expect(shown).toContain('href="?risk=lapsed&amp;bought=all&amp;sort=loss"');
    expect(shown).toContain('href="?risk=lapsed&amp;bought=all&amp;sort=-value"');
    expect(shown).toContain('href="?risk=lapsed&amp;bought=all&amp;sort=-loss&amp;page=2"');
    expect(shown).toContain(", sorted descending<");
  });

  it("says that nobody is at risk, and what is missing for a forecast", () => {
    expect(tab({ risk: { ...risk, rows: [], total: 0, loss: 0 } })).toContain(
      "No customers at risk match this selection.",
    );
    expect(tab({ forecast: { state: "none" }, risk: null })).toContain("not calculated yet");
  });

  it("holds a poor forecast back", () => {
    expect(tab({ forecast: poor })).not.toContain("At risk");
    expect(tab({ forecast: poor }, true)).toContain("At risk");
  });
});
