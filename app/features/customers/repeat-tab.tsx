import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { PurchaseCountBand } from "~/domain/metrics/splits/purchase-counts";
import { CardGrid } from "~/features/page/cards/card-grid";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { FactCard } from "~/ui/cards/fact-card";
import { BarChart } from "~/ui/charts/bar-chart";
import { CurveChart } from "~/ui/charts/curve-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { REPEAT_TEXTS } from "~/words/pages/repeat";
import { sayReason } from "~/words/records/reasons";
import { wordsOf } from "~/words/words";
import type { RepeatView } from "./customers";
import { bounds } from "./expected/forecast-words";
import { metricBars, metricTable } from "./metric-bars";
import { reliablePart, tabledPoints } from "./second-purchase-curve";

const QUESTIONED = [
  "repeat_rate",
  "repeat_rate_in_window",
  "repeat_rate_lifetime",
  "repeat_rate_trailing_365",
] as const;

export interface RepeatTabProps {
  readonly view: RepeatView;
  readonly goals: Readonly<Record<string, GoalMark>>;
  readonly freshKeys: ReadonlySet<string>;
  readonly format: Formatters;
}

/** Who comes back, how often, how soon, and after which first product. */
export function RepeatTab({ view, goals, freshKeys, format }: RepeatTabProps) {
  const say = useWords(REPEAT_TEXTS);
  return (
    <>
      <CardGrid
        cards={view.cards}
        size="large"
        view={view}
        freshKeys={freshKeys}
        questions={Object.fromEntries(QUESTIONED.map((key) => [key, say(`question.${key}`)]))}
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
  const say = useWords(REPEAT_TEXTS);
  const { halfOfReturnersDays, time } = view.secondPurchase;
  const curve = reliablePart(view.secondPurchase.curve);
  const summary = secondPurchaseSummary({ ...view.secondPurchase, curve }, format);
  const marked = halfOfReturnersDays === null ? -1 : curve.findIndex(({ day }) => day >= halfOfReturnersDays);
  return (
    <CurveChart
      title={say("curve.title")}
      units={say("curve.units")}
      summary={curve.length > 1 ? `${summary} ${say("curve.band")}` : summary}
      description={summary}
      points={curve.map(({ day, back, interval }) => ({
        key: String(day),
        label: say("curve.day", { day: format.count(day) }),
        value: back,
        interval,
      }))}
      marker={
        marked > 0
          ? { index: marked, label: say("curve.day", { day: format.count(curve[marked]?.day ?? null) }) }
          : null
      }
      formatTick={(value) => format.metricShort("rate", value)}
      table={{
        file: "customers_second_purchase",
        columns: [
          { key: "day", label: say("curve.column.day") },
          { key: "back", label: say("curve.column.back"), isNumeric: true },
          { key: "interval", label: say("curve.column.interval"), isNumeric: true },
          { key: "atRisk", label: say("curve.column.atRisk"), isNumeric: true },
        ],
        rows: tabledPoints(view.secondPurchase.curve).map(({ day, back, interval, atRisk }) => ({
          key: String(day),
          cells: {
            day: format.count(day),
            back: format.rate(back),
            interval: bounds(interval, "rate", format),
            atRisk: format.count(atRisk),
          },
        })),
      }}
      whenEmpty={sayReason(time.unavailableBecause) ?? say("curve.empty")}
    />
  );
}

/** The day by which most of those who return have returned, and how many that is. */
export function secondPurchaseSummary(
  { curve, halfOfReturnersDays, returners }: RepeatView["secondPurchase"],
  format: Formatters,
): string {
  const say = wordsOf(REPEAT_TEXTS, format.settings.locale);
  const last = curve.at(-1);
  if (!last) return say("curve.nobody");
  if (halfOfReturnersDays === null) return say("curve.noneYet");
  const half = say("curve.half", {
    day: format.count(Math.ceil(halfOfReturnersDays)),
    count: returners,
    shown: format.count(returners),
  });
  return `${half} ${say("curve.estimated", { day: format.count(last.day), share: format.rate(last.back) })}`;
}

function Times({ view, format }: Part) {
  const say = useWords(REPEAT_TEXTS);
  const { time, isQuarter } = view.secondPurchase;
  const n = (value: MetricValue) => ({ n: format.count(value.n) });
  const facts: { label: string; value: MetricValue; note: string; metric?: MetricKey }[] = [
    {
      label: say("time.second"),
      value: time,
      note: say(isQuarter ? "time.quarter" : "time.half", n(time)),
      metric: "time_to_second_purchase",
    },
    {
      label: say("time.fromAccount"),
      value: view.timeToFirstPurchase,
      note: say("time.fromAccountNote", n(view.timeToFirstPurchase)),
      metric: "time_to_first_purchase",
    },
    {
      label: say("time.fromVisit"),
      value: view.daysToConversion,
      note: say("time.fromVisitNote", n(view.daysToConversion)),
    },
  ];
  return (
    <CardRow columns="three">
      {facts.map(({ label, value, note, metric }) => (
        <FactCard
          key={label}
          label={label}
          value={format.metric(value.unit, value.value)}
          note={
            <>
              {value.value === null ? sayReason(value.unavailableBecause) : note}{" "}
              {metric && <ExplainLink metric={metric} label={label} />}
            </>
          }
        />
      ))}
    </CardRow>
  );
}

function RepurchaseRates({ view, format }: Part) {
  const say = useWords(REPEAT_TEXTS);
  const rows = view.repurchase.map(({ horizonDays, rate }) => ({
    key: String(horizonDays),
    label: format.days(horizonDays),
    value: rate,
  }));
  const share = useWords(CUSTOMER_TEXTS)("table.share");
  return (
    <BarChart
      title={say("within.title")}
      units={say("within.units")}
      summary={say("within.summary")}
      bars={metricBars(rows, format)}
      table={metricTable(rows, { row: say("within.row"), value: share }, "customers_repurchase", format)}
      whenEmpty={sayReason(view.repurchase[0]?.rate.unavailableBecause ?? null) ?? say("within.empty")}
    />
  );
}

function PurchasesPerCustomer({ view, format }: Part) {
  const say = useWords(REPEAT_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const { purchasesPerCustomer: bands } = view;
  const all = bands.reduce((sum, { customers }) => sum + customers, 0);
  const once = bands[0];
  return (
    <BarChart
      title={say("orders.title")}
      units={say("orders.units")}
      summary={
        once ? say("orders.once", { share: format.rate(once.share), all: format.count(all) }) : say("orders.nobody")
      }
      bars={bands.map(({ label, customers, share, ...band }) => ({
        key: label,
        label: barName(band, format),
        value: customers,
        text: format.count(customers),
        note: format.rate(share),
      }))}
      table={{
        file: "customers_by_orders",
        columns: [
          { key: "label", label: say("orders.column") },
          { key: "customers", label: sayColumn("table.customers"), isNumeric: true },
          { key: "share", label: sayColumn("table.share"), isNumeric: true },
        ],
        rows: bands.map(({ label, customers, share, ...band }) => ({
          key: label,
          cells: { label: bandName(band, format), customers: format.count(customers), share: format.rate(share) },
        })),
        total: {
          key: "all",
          cells: {
            label: sayColumn("table.all"),
            customers: format.count(all),
            share: format.rate(all === 0 ? null : 1),
          },
        },
      }}
      whenEmpty={say("orders.empty")}
    />
  );
}

type Band = Pick<PurchaseCountBand, "from" | "to">;

/** "4 to 5 orders" */
function barName({ from, to }: Band, format: Formatters): string {
  const say = wordsOf(REPEAT_TEXTS, format.settings.locale);
  if (to === null) return say("orders.bar.andMore", { from: format.count(from) });
  return from === to
    ? say("orders.bar.exactly", { count: from, from: format.count(from) })
    : say("orders.bar.fromTo", { from: format.count(from), to: format.count(to) });
}

/** "4 to 5" */
function bandName({ from, to }: Band, format: Formatters): string {
  const say = wordsOf(REPEAT_TEXTS, format.settings.locale);
  if (to === null) return say("orders.band.andMore", { from: format.count(from) });
  return from === to
    ? format.count(from)
    : say("orders.band.fromTo", { from: format.count(from), to: format.count(to) });
}

function FirstProducts({ view, format }: Part) {
  const say = useWords(REPEAT_TEXTS);
  const rows = view.firstProducts.map(({ productId, title, repeated }) => ({
    key: productId,
    label: title,
    value: repeated,
  }));
  return (
    <BarChart
      title={say("firstProducts.title")}
      units={say("firstProducts.units")}
      summary={say("firstProducts.summary")}
      bars={metricBars(rows, format)}
      table={metricTable(
        rows,
        { row: say("firstProducts.row"), value: say("firstProducts.value") },
        "customers_by_first_product",
        format,
      )}
      whenEmpty={say("firstProducts.empty")}
    />
  );
}
