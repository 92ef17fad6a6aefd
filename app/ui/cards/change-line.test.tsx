import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  countOf,
  daysMetric,
  meanMoney,
  moneyOf,
  rateOf,
  unavailable,
  type MetricValue,
} from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import { createFormatters } from "~/ui/format/formatters";
import { ChangeLine, changeSentence, type ComparedNumber } from "./change-line";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const rate = (numerator: number, denominator: number) => rateOf(numerator, denominator, because("noOrders"));
const sum = (orders: number, each: number) => moneyOf(orders * each, orders, orders * each ** 2);
const compared = (value: MetricValue, previous: MetricValue | null): ComparedNumber => ({
  value,
  previous,
  verdict: verdictOf(value, previous),
  comparedWith: { title: "The 30 days before", when: "in the 30 days before" },
});
const sentence = (value: MetricValue, previous: MetricValue | null) =>
  changeSentence(compared(value, previous), format);

describe("changeSentence", () => {
  it.each([
    [rate(412, 1701), rate(260, 1629), "Up 8.2 points from 16.0%"],
    [rate(347, 1000), rate(358, 1000), "Down 1.1 points from 35.8%, within the usual ups and downs"],
    [sum(1410, 100), sum(1000, 100), "Up 41.0% from €1,000.00"],
    [countOf(5), countOf(3), "Up 2 from 3, too few to be sure"],
    [countOf(1_410), countOf(1_000), "Up 41.0% from 1,000"],
    [rate(3, 4), rate(1, 4), "Up 50.0 points from 25.0%, too few to be sure"],
    [sum(40, 100), moneyOf(-2_000, 40, 400_000), "Up €60.00 from -€20.00"],
    [sum(40, 100), sum(0, 100), "Up €40.00 from €0.00, too few to be sure"],
    [daysMetric(44, 90), daysMetric(41, 80), "Up 3 days from 41 days, its usual ups and downs are not known"],
    [
      meanMoney(300_000, 100, because("noOrders"), 910_000_000),
      meanMoney(290_000, 100, because("noOrders"), 910_000_000),
      "Up 3.4% from €29.00, within the usual ups and downs",
    ],
  ])("%#: always a number, and how sure it is", (value, previous, text) => {
    expect(sentence(value, previous)).toBe(text);
  });

  it("shows the difference of two rates as they are shown", () => {
    // 25.04% and 24.95% are shown as 25.0% and 25.0%; 25.05% and 24.95% as 25.1% and 25.0%.
    expect(sentence(rate(2_504, 10_000), rate(2_495, 10_000))).toBe(
      "Did not change from 25.0%, within the usual ups and downs",
    );
    expect(sentence(rate(2_505, 10_000), rate(2_495, 10_000))).toContain("Up 0.1 points from 25.0%");
  });

  it("calls only equal numbers no change", () => {
    for (const [number, text] of [
      [rate(0, 1000), "No change from 0.0%"],
      [sum(50, 100), "No change from €50.00"],
      [countOf(7), "No change from 7"],
    ] as const) {
      expect(sentence(number, number)).toBe(text);
    }
    expect(sentence(rate(2_504, 10_000), rate(2_495, 10_000))).not.toContain("No change");
  });

  it("says nothing of a comparison while there is no number to compare", () => {
    expect(sentence(unavailable("rate", because("noSessions")), rate(1, 9))).toBeNull();
  });

  it("says from when an earlier rate is, and holds no sum against one of fewer days", () => {
    const cut = { ...rate(360, 1629), since: "2026-09-02" };
    expect(sentence(rate(412, 1701), cut)).toContain("Up 2.1 points from 22.1%, from Sep 2, 2026 on");
    expect(sentence(sum(9, 500), { ...sum(9, 300), since: "2026-09-02" })).toBe(
      "Nothing in the 30 days before to compare with",
    );
  });

  it("is absent when nothing is compared, and says so when there is no earlier number", () => {
    expect(changeSentence({ ...compared(rate(1, 9), null), comparedWith: null }, format)).toBeNull();
    expect(sentence(rate(1, 9), unavailable("rate", because("noOrders")))).toBe(
      "Nothing in the 30 days before to compare with",
    );
  });
});

describe("ChangeLine", () => {
  const render = (value: MetricValue, previous: MetricValue, better: "higher" | "lower" | null) =>
    renderToStaticMarkup(<ChangeLine {...compared(value, previous)} better={better} format={format} />);

  it("is good or bad news only where it is sure", () => {
    expect(render(rate(400, 1000), rate(200, 1000), "higher")).toContain("Polaris-Text--success");
    expect(render(rate(400, 1000), rate(200, 1000), "lower")).toContain("Polaris-Text--critical");
    expect(render(rate(400, 1000), rate(200, 1000), null)).toContain("Polaris-Text--subdued");
    expect(render(rate(210, 1000), rate(200, 1000), "higher")).toContain("Polaris-Text--subdued");
  });
  it("draws an arrow where enough was observed, hidden from readers who hear the word", () => {
    expect(render(rate(210, 1000), rate(200, 1000), "higher")).toMatch(/<svg[^>]*aria-hidden="true".*Up 1\.0 points/);
    expect(render(rate(3, 4), rate(1, 4), "higher")).not.toContain("<svg");
    expect(render(rate(2_504, 10_000), rate(2_495, 10_000), "higher")).not.toContain("<svg");
  });
});
