import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { moneyOf, rateOf, unavailable } from "~/domain/metrics/metric-value";
import { createFormatters } from "./formatters";
import { changeSentence, MetricCard, type MetricCardProps } from "./metric-card";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const becauseEmpty = "Nobody bought in this range.";
const card: MetricCardProps = {
  label: "Repeat rate",
  value: rateOf(412, 1701, becauseEmpty),
  previous: rateOf(360, 1629, becauseEmpty),
  change: { kind: "up", amount: 0.0212 },
  comparedWith: { name: "the 30 days before", when: "in the 30 days before" },
  better: "higher",
  trend: [0.2, 0.25, null, 0.3],
  observations: { one: "customer", many: "customers" },
  definition: "Customers who came back.",
  size: "large",
  isFresh: false,
  format,
};

const render = (props: Partial<MetricCardProps>) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <MetricCard {...card} {...props} />
    </AppProvider>,
  );

describe("changeSentence", () => {
  it("says the direction in words", () => {
    expect(changeSentence(card, format)).toBe("Up 2.1 points from 22.1%");
    expect(changeSentence({ ...card, change: { kind: "down", amount: -0.0212 } }, format)).toBe(
      "Down 2.1 points from 22.1%",
    );
  });

  it("claims no change that chance explains", () => {
    expect(changeSentence({ ...card, change: { kind: "same", amount: 0.001 } }, format)).toBe(
      "About the same as the 30 days before (22.1%)",
    );
  });

  it("compares nothing with fewer than five observations", () => {
    const change = changeSentence({ ...card, previous: rateOf(1, 4, becauseEmpty) }, format);
    expect(change).toBe("25.0% in the 30 days before, too few to compare");
  });

  it("says from when an earlier rate is, and holds no sum against one of fewer days", () => {
    const previous = { ...rateOf(360, 1629, becauseEmpty), since: "2026-09-02" };
    expect(changeSentence({ ...card, previous }, format)).toBe("Up 2.1 points from 22.1%, from Sep 2, 2026 on");
    const sums = { value: moneyOf(5_000, 9), previous: { ...moneyOf(3_000, 9), since: "2026-09-02" } };
    expect(changeSentence({ ...card, ...sums }, format)).toBe("Nothing in the 30 days before to compare with");
  });

  it("is absent when nothing is compared, and says so when there is no earlier number", () => {
    expect(changeSentence({ ...card, comparedWith: null }, format)).toBeNull();
    expect(changeSentence({ ...card, previous: unavailable("rate", becauseEmpty) }, format)).toBe(
      "Nothing in the 30 days before to compare with",
    );
  });
});

describe("MetricCard", () => {
  it("shows what stands behind a rate", () => {
    const html = render({});
    expect(html).toContain("24.2%");
    expect(html).toContain("412 of 1,701 customers");
    expect(html).toContain("between 22.2% and 26.3%");
    expect(html).not.toContain("Too little data");
  });

  it("counts one thing in the singular", () => {
    expect(render({ value: rateOf(1, 1, becauseEmpty) })).toContain("1 of 1 customer<");
  });

  it("marks a rate of few observations", () => {
    expect(render({ value: rateOf(7, 29, becauseEmpty) })).toContain("Too little data");
    expect(render({ value: rateOf(7, 30, becauseEmpty) })).not.toContain("Too little data");
  });

  it("shows a dash and the reason where there is no number", () => {
    const html = render({ value: unavailable("rate", becauseEmpty), trend: [] });
    expect(html).toContain("–");
    expect(html).toContain(becauseEmpty);
    expect(html).not.toContain("NaN");
  });

  it("marks a number that changed by itself in words as well", () => {
    expect(render({ isFresh: true })).toContain("Updated");
    expect(render({})).not.toContain("Updated");
  });
});
