import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { RepeatView } from "./customers";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { CardGrid } from "~/features/page/cards/card-grid";
import { CardRow } from "~/ui/card-row";
import { FactCard } from "~/ui/fact-card";
import { BarChart } from "~/ui/charts/bar-chart";
import { CurveChart } from "~/ui/charts/curve-chart";
import type { Formatters } from "~/ui/formatters";
import { metricBars, metricTable } from "./metric-bars";
import { reliablePart, tabledPoints } from "./second-purchase-curve";
import { sayReason } from "~/words/reasons";

const QUESTIONS = {
  repeat_rate: "Of those who bought in this range, who had bought before?",
  repeat_rate_in_window: "Of those who bought in this range, who bought twice in it?",
  repeat_rate_lifetime: "Of all customers so far, who ever came back?",
  repeat_rate_trailing_365: "The first rate over a whole year: stable enough to set a goal against.",
};

export interface RepeatTabProps {
  readonly view: RepeatView;
  readonly goals: Readonly<Record<string, GoalMark>>;
  readonly freshKeys: ReadonlySet<string>;
  readonly format: Formatters;
}

/** Who comes back, how often, how soon, and after which first product. */
export function RepeatTab({ view, goals, freshKeys, format }: RepeatTabProps) {
  return (
    <>
      <CardGrid
        cards={view.cards}
        size="large"
        view={view}
        freshKeys={freshKeys}
        questions={QUESTIONS}
        goals={goals}
        format={format}
      />
      <SecondPurchaseCurve view={view} format={format} />
      <Times view={view} format={format} />
      <CardRow columns="charts">
        <RepurchaseRates view={view} format={format} />
        <PurchasesPerCustomer view={view} format={format} />
      </CardRow>
      <FirstProducts view={view} format={format} />
    </>
  );
}

interface Part {
  readonly view: RepeatView;
  readonly format: Formatters;
}

function SecondPurchaseCurve({ view, format }: Part) {
  const { halfOfReturnersDays, time } = view.secondPurchase;
  const curve = reliablePart(view.secondPurchase.curve);
  const isCut = curve.length < view.secondPurchase.curve.length;
  const summary = secondPurchaseSummary({ ...view.secondPurchase, curve }, format);
  const marked = halfOfReturnersDays === null ? -1 : curve.findIndex(({ day }) => day >= halfOfReturnersDays);
  return (
    <CurveChart
      title="Time to the second purchase"
      units="Share of the new customers of this range who came back, by days since the first purchase"
      summary={[
        summary,
        curve.length > 1 && "The shaded band shows how sure we are.",
        isCut && `The curve ends where fewer than ${FEW_DATA} customers can still be followed.`,
      ]
        .filter(Boolean)
        .join(" ")}
      description={summary}
      points={curve.map(({ day, back, interval }) => ({
        key: String(day),
        label: `Day ${format.count(day)}`,
        value: back,
        interval,
      }))}
      marker={marked > 0 ? { index: marked, label: `Day ${format.count(curve[marked]?.day ?? null)}` } : null}
      formatTick={(value) => format.metricShort("rate", value)}
      table={{
        file: "customers_second_purchase",
        columns: [
          { key: "day", label: "Days since the first purchase" },
          { key: "back", label: "Came back", isNumeric: true },
          { key: "interval", label: "Between", isNumeric: true },
          { key: "atRisk", label: "Still waited for", isNumeric: true },
        ],
        rows: tabledPoints(view.secondPurchase.curve).map(({ day, back, interval, atRisk }) => ({
          key: String(day),
          cells: {
            day: format.count(day),
            back: format.rate(back),
            interval: `${format.rate(interval[0])} and ${format.rate(interval[1])}`,
            atRisk: format.count(atRisk),
          },
        })),
      }}
      whenEmpty={sayReason(time.unavailableBecause) ?? "No customer bought first in this range."}
    />
  );
}

/** The day by which most of those who return have returned, and how many that is. */
export function secondPurchaseSummary(
  { curve, halfOfReturnersDays, returners }: RepeatView["secondPurchase"],
  format: Formatters,
): string {
  const last = curve.at(-1);
  if (!last) return "There are no new customers in this range to follow.";
  if (halfOfReturnersDays === null) return `None of the new customers of this range has come back yet.`;
  const people = `${format.count(returners)} ${returners === 1 ? "customer" : "customers"}`;
  return (
    `Half of those who come back do so by day ${format.count(Math.ceil(halfOfReturnersDays))} (${people} so far). ` +
    `By day ${format.count(last.day)} an estimated ${format.rate(last.back)} have come back; ` +
    "customers who are still too new count for as long as they have been seen."
  );
}

function Times({ view, format }: Part) {
  const { time, isQuarter } = view.secondPurchase;
  const facts: { label: string; value: MetricValue; note: string }[] = [
    {
      label: "To the second purchase",
      value: time,
      note: isQuarter ? "until a quarter has come back; half has not yet" : "until half has come back",
    },
    {
      label: "From account to first purchase",
      value: view.timeToFirstPurchase,
      note: "median, accounts older than the order",
    },
    {
      label: "From first visit to first order",
      value: view.daysToConversion,
      note: "median, as Shopify recorded the visits",
    },
  ];
  return (
    <CardRow columns="three">
      {facts.map(({ label, value, note }) => (
        <FactCard
          key={label}
          label={label}
          value={format.metric(value.unit, value.value)}
          note={value.value === null ? sayReason(value.unavailableBecause) : `${note}, n ${format.count(value.n)}`}
        />
      ))}
    </CardRow>
  );
}

function RepurchaseRates({ view, format }: Part) {
  const rows = view.repurchase.map(({ horizonDays, rate }) => ({
    key: String(horizonDays),
    label: `${format.count(horizonDays)} days`,
    value: rate,
  }));
  return (
    <BarChart
      title="Came back within"
      units="Share of the new customers of this range who are old enough to tell"
      summary="Only customers old enough are counted. The thin line is where the true share lies."
      bars={metricBars(rows, format)}
      table={metricTable(rows, { row: "Within", value: "Share" }, "customers_repurchase", format)}
      whenEmpty={
        sayReason(view.repurchase[0]?.rate.unavailableBecause ?? null) ?? "Nobody of this range is old enough yet."
      }
    />
  );
}

function PurchasesPerCustomer({ view, format }: Part) {
  const { purchasesPerCustomer: bands } = view;
  const all = bands.reduce((sum, { customers }) => sum + customers, 0);
  const once = bands[0];
  return (
    <BarChart
      title="Orders per customer"
      units="Customers, whole history"
      summary={
        once
          ? `${format.rate(once.share)} of ${format.count(all)} customers bought once so far.`
          : "Nobody has bought yet."
      }
      bars={bands.map(({ label, customers, share }) => ({
        key: label,
        label: `${label} ${label === "1" ? "order" : "orders"}`,
        value: customers,
        text: format.count(customers),
        note: format.rate(share),
      }))}
      table={{
        file: "customers_by_orders",
        columns: [
          { key: "label", label: "Orders" },
          { key: "customers", label: "Customers", isNumeric: true },
          { key: "share", label: "Share", isNumeric: true },
        ],
        rows: bands.map(({ label, customers, share }) => ({
          key: label,
          cells: { label, customers: format.count(customers), share: format.rate(share) },
        })),
        total: {
          key: "all",
          cells: { label: "All", customers: format.count(all), share: format.rate(all === 0 ? null : 1) },
        },
      }}
      whenEmpty="The whole history is needed to count the orders of a customer."
    />
  );
}

function FirstProducts({ view, format }: Part) {
  const rows = view.firstProducts.map(({ productId, title, repeated }) => ({
    key: productId,
    label: title,
    value: repeated,
  }));
  return (
    <BarChart
      title="First products that lead to a second purchase"
      units="Share of the new customers of this range who bought again so far, by the product that opens their first purchase"
      summary="Most customers first. Few customers: treat with care."
      bars={metricBars(rows, format)}
      table={metricTable(rows, { row: "First product", value: "Bought again" }, "customers_by_first_product", format)}
      whenEmpty="No customer began with a known product in this range."
    />
  );
}
