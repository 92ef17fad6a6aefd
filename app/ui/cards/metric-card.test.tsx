import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { rateOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { createFormatters } from "~/ui/format/formatters";
import { MetricCard, type MetricCardProps } from "./metric-card";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const becauseEmpty = because("noPurchases");
const card: MetricCardProps = {
  label: "Repeat rate",
  value: rateOf(412, 1701, becauseEmpty),
  previous: rateOf(360, 1629, becauseEmpty),
  verdict: null,
  comparedWith: { title: "The 30 days before", when: "in the 30 days before" },
  better: "higher",
  trend: [0.2, 0.25, null, 0.3],
  observations: "customer",
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

describe("MetricCard", () => {
  it("shows what stands behind a rate", () => {
    const html = render({});
    expect(html).toContain("24.2%");
    expect(html).toContain("412 of 1,701 customers");
    expect(html).toContain("between 22.2% and 26.3%");
    expect(html).not.toContain("Too little data");
  });

  it("says which of its days can still change", () => {
    expect(render({ value: { ...card.value, settlingDays: 1 } })).toContain("The last day can still change.");
    expect(render({ value: { ...card.value, settlingDays: 6 } })).toContain("The last 6 days can still change.");
    expect(render({})).not.toContain("can still change");
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
    expect(html).toContain("No purchases in this range.");
    expect(html).not.toContain("NaN");
  });

  it("marks a number that changed by itself in words as well", () => {
    expect(render({ isFresh: true })).toContain("Updated");
    expect(render({})).not.toContain("Updated");
  });
});
