import { useId, type ReactNode } from "react";
import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { Details } from "~/ui/details";
import { Badge, BlockStack, Card, InlineStack, Text } from "~/ui/polaris";
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
    <Card>
      <section className="cb-goal" aria-labelledby={titleId}>
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h3" variant="headingSm" id={titleId}>
              {goal.metricLabel}
            </Text>
            <Badge tone={tone}>{label}</Badge>
          </InlineStack>
          <div>
            <p className={`cb-metric__value${metric && isFewData(metric) ? " cb-metric__value--few" : ""}`}>
              {goalNumber(unit, metric?.value ?? null, format)}
            </p>
            {range && metric?.value !== null && (
              <Text as="p" tone="subdued">
                {format.day(range.from)} to {format.day(range.to)}
                {metric?.n !== null && metric?.n !== undefined && `, n ${format.count(metric.n)}`}
              </Text>
            )}
          </div>
          <p className="cb-metric__goal">
            {(unit && goalSentence(standing, unit, format)) ?? "What has to be reached is not known yet."}
          </p>
          {standing.because && <Text as="p">{standing.because}</Text>}
          <Path goal={goal} format={format} />
          {pace && <Text as="p">{pace}</Text>}
        </BlockStack>
        <Details
          words="Details and change"
          of={` of the goal for ${goal.metricLabel}`}
          basis={ownBound === null ? "As published" : "A figure of your own"}
        >
          <Text as="p">
            {ownBound !== null && "Published: "}
            {text}
          </Text>
          <Text as="p" tone="subdued">
            Source: {source}.
          </Text>
          {doubt && (
            <Text as="p" tone="subdued">
              Caveat: {doubt}
            </Text>
          )}
          {pace && path.length > 0 && (
            <Text as="p" tone="subdued">
              {paceMethod}
            </Text>
          )}
          {goal.metricKey && <ExplainLink metric={goal.metricKey} label={goal.metricLabel} range={range} />}
          {form}
        </Details>
      </section>
    </Card>
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
