import type { ReactNode } from "react";
import { intervalPercent, METRICS, type MetricKey } from "~/domain/metrics/catalogue";
import { trendPeriods } from "./chart-periods";
import { goalSentence, type GoalMark } from "./goal-mark";
import type { NumberCard } from "./number-card";
import { ExplainLink } from "~/ui/explain-link";
import type { Formatters } from "~/ui/formatters";
import { MetricCard, type Noun } from "~/ui/metric-card";
import { comparedWith, earlierMoment } from "~/features/page/range/compared-with";
import type { PageView } from "~/features/page/page-view";

export interface CardGridProps {
  readonly cards: readonly NumberCard[];
  /** Four to a row, or three. */
  readonly size: "large" | "small";
  /** Of the page the cards stand on. */
  readonly view: Pick<PageView, "window">;
  /** Keys of the cards whose number just changed by itself. */
  readonly freshKeys: ReadonlySet<string>;
  /** By key: what a card answers, in a line, where cards differ by little. */
  readonly questions?: Readonly<Record<string, string>>;
  /** By key: the goal a card is on its way to. */
  readonly goals?: Readonly<Record<string, GoalMark>>;
  /** By key: what else belongs to the number, in a line beneath it. */
  readonly beneath?: Readonly<Record<string, ReactNode>>;
  readonly format: Formatters;
}

/** The cards of a page, each compared as its number must be. */
export function CardGrid({
  cards,
  size,
  view,
  freshKeys,
  questions = {},
  goals = {},
  beneath = {},
  format,
}: CardGridProps) {
  const compared = comparedWith(view, format);
  const earlier = earlierMoment(view, format);
  return (
    <div className={`cb-grid cb-grid--${size}`}>
      {cards.map(({ key, label, value, previous, change, trend, definition }) => (
        <MetricCard
          key={key}
          label={label}
          question={questions[key]}
          beneath={beneath[key]}
          intervalPercent={isMetricKey(key) ? intervalPercent(key) : 95}
          goal={goals[key] && goalSentence(goals[key], value.unit, format)}
          value={value}
          previous={previous}
          change={change}
          comparedWith={previous === null ? null : isOfOneMoment(key) ? earlier : compared}
          better={betterWhen(key)}
          trend={trendPeriods(trend)}
          observations={observations(key)}
          isShareOfMoney={isShareOfMoney(key)}
          definition={definition}
          size={size}
          isFresh={freshKeys.has(key)}
          explainLink={<ExplainLink metric={key} label={label} />}
          format={format}
        />
      ))}
    </div>
  );
}

/** Customer value looks back from one moment, whatever the range. */
function isOfOneMoment(key: string): boolean {
  return key.startsWith("clv");
}

const LOWER_IS_BETTER = [
  "checkout_abandonment_rate",
  "checkout_abandonment_gross",
  "abandoned_value",
  "return_rate_value",
  "cancel_rate",
];
/** More of it may be meant or not. */
const NEITHER_IS_BETTER = ["discount_rate", "discounted_order_share", "repeat_revenue_share"];

function betterWhen(key: string): "higher" | "lower" | null {
  if (NEITHER_IS_BETTER.includes(key)) return null;
  return LOWER_IS_BETTER.includes(key) ? "lower" : "higher";
}

function isShareOfMoney(key: string): boolean {
  if (!isMetricKey(key)) return false;
  const { unit, numerator } = METRICS[key];
  return unit === "rate" && numerator === "money";
}

const isMetricKey = (key: string): key is MetricKey => Object.hasOwn(METRICS, key);

/** What a metric counts, for "412 of 1,701 customers". */
function observations(key: string): Noun {
  if (/^(checkout|recover|abandon)/.test(key)) return { one: "checkout", many: "checkouts" };
  if (/^(repeat_rate|repurchase|clv|retention|churn|time_to)/.test(key)) return { one: "customer", many: "customers" };
  return { one: "order", many: "orders" };
}
