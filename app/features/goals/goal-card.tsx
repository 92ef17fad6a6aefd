import { Badge, Text } from "~/ui/polaris";
import { useId, type ReactNode } from "react";
import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { goalSentence } from "~/features/page/cards/goal-mark";
import type { GoalView } from "./goals";
import { chartScale, trendPath } from "~/ui/charts/chart-geometry";
import { ExplainLink } from "~/ui/explain-link";
import type { Formatters } from "~/ui/formatters";
import { goalNumber, paceSentence, statusWords } from "./goal-words";

export interface GoalCardProps {
  readonly goal: GoalView;
  /** Gives the goal a figure of the merchant's own, or stops following it. */
  readonly form: ReactNode;
  readonly format: Formatters;
}

/** One goal: where the shop stands, the way so far, and when it would be reached. */
export function GoalCard({ goal, form, format }: GoalCardProps) {
  const titleId = useId();
  const { metric, unit, range, standing, path, text, source, doubt, ownBound, paceMethod } = goal;
  const { label, tone } = statusWords(standing);
  const pace = paceSentence(goal, format);
  return (
    <section className="cb-card cb-goal" aria-labelledby={titleId}>
      <div className="cb-split">
        <Text as="h3" variant="headingSm" id={titleId}>
          {goal.metricLabel}
        </Text>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className={`cb-metric__value${metric && isFewData(metric) ? " cb-metric__value--few" : ""}`}>
        {goalNumber(unit, metric?.value ?? null, format)}
      </p>
      {range && metric?.value !== null && (
        <p className="cb-muted">
          {format.day(range.from)} to {format.day(range.to)}
          {metric?.n !== null && metric?.n !== undefined && `, n ${format.count(metric.n)}`}
        </p>
      )}
      <p className="cb-metric__goal">
        {(unit && goalSentence(standing, unit, format)) ?? "What has to be reached is not known yet."}
      </p>
      {standing.because && <p>{standing.because}</p>}
      <Path goal={goal} format={format} />
      {pace && <p>{pace}</p>}
      <details className="cb-explain">
        <summary>
          <span className="cb-explain__basis">{ownBound === null ? "As published" : "A figure of your own"}</span>
          <span className="cb-explain__more">
            Details and change<span className="cb-visually-hidden"> of the goal for {goal.metricLabel}</span>
          </span>
        </summary>
        <div className="cb-explain__body">
          <p>
            {ownBound !== null && "Published: "}
            {text}
          </p>
          <p className="cb-muted">Source: {source}.</p>
          {doubt && <p className="cb-muted">Caveat: {doubt}</p>}
          {pace && path.length > 0 && <p className="cb-muted">{paceMethod}</p>}
          {goal.metricKey && <ExplainLink metric={goal.metricKey} label={goal.metricLabel} range={range} />}
          {form}
        </div>
      </details>
    </section>
  );
}

/** The last weeks as a small line, with the goal as another. */
function Path({ goal, format }: Pick<GoalCardProps, "goal" | "format">) {
  const { path, standing, unit } = goal;
  const { bound } = standing;
  const first = path[0];
  const last = path.at(-1);
  if (!first || !last || path.length < 2 || bound === null) return null;
  const values = path.map(({ value }) => value);
  const scale = chartScale([values, [bound.value]], false);
  const goalAt = scale.y(bound.value);
  return (
    <svg
      className="cb-spark cb-goal__path"
      viewBox="0 -4 100 108"
      preserveAspectRatio="none"
      role="img"
      aria-label={`From ${goalNumber(unit, first.value, format)} in the week to ${format.day(first.day)} to ${goalNumber(unit, last.value, format)} in the week to ${format.day(last.day)}.`}
    >
      <line className="cb-goal__line" x1="0" x2="100" y1={goalAt} y2={goalAt} />
      <path d={trendPath(values, scale) ?? undefined} />
    </svg>
  );
}
