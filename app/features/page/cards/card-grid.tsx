import type { ReactNode } from "react";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import type { PageView } from "~/features/page/page-view";
import { comparedWith, earlierMoment } from "~/features/page/range/compared-with";
import { MetricCard } from "~/ui/cards/metric-card";
import type { Formatters } from "~/ui/format/formatters";
import { CardRow } from "~/ui/frame/card-row";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { trendPeriods } from "./chart-periods";
import { goalSentence, type GoalMark } from "./goal-mark";
import type { NumberCard } from "./number-card";

export interface CardGridProps {
  readonly cards: readonly NumberCard[];
  /** Four to a row, or three; three cards share a row of any size. */
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

function columnsOf(count: number, size: CardGridProps["size"]): "one" | "two" | "three" | "four" {
  if (count === 4 || (size === "large" && count !== 3)) return "four";
  return count === 1 ? "one" : count === 2 ? "two" : "three";
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
    <CardRow columns={columnsOf(cards.length, size)}>
      {cards.map(({ key, label, value, previous, verdict, trend, definition }) => (
        <MetricCard
          key={key}
          label={label}
          question={questions[key]}
          beneath={beneath[key]}
          intervalPercent={METRICS[key].intervalPercent}
          isForecast={METRICS[key].isForecast}
          goal={goals[key] && goalSentence(goals[key], value.unit, format)}
          value={value}
          previous={previous}
          verdict={verdict}
          comparedWith={previous === null ? null : METRICS[key].compared === "moment" ? earlier : compared}
          better={METRICS[key].better === "neither" ? null : METRICS[key].better}
          trend={trendPeriods(trend)}
          observations={METRICS[key].observed}
          isShareOfMoney={METRICS[key].unit === "rate" && METRICS[key].numerator === "money"}
          definition={definition}
          size={size}
          isFresh={freshKeys.has(key)}
          explainLink={<ExplainLink metric={key} label={label} />}
          format={format}
        />
      ))}
    </CardRow>
  );
}
