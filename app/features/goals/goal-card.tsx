import { useId, type ReactNode } from "react";
import type { DayRange } from "~/domain/time/reporting-window";
import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { Details } from "~/ui/frame/details";
import { Badge, BlockStack, Card, InlineStack, Text } from "~/ui/polaris";
import { goalSentence } from "~/features/page/cards/goal-mark";
import type { GoalView } from "./goals";
import { chartScale, trendPath } from "~/ui/charts/chart-geometry";
import { POINTER_LINE, SMALL_LINE } from "~/ui/charts/strokes";
import { ExplainLink } from "~/ui/navigation/explain-link";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { GOAL_TEXTS, type SayGoal } from "~/words/pages/goals";
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
  const ruleId = useId();
  const say = useWords(GOAL_TEXTS);
  const { metric, unit, range, standing } = goal;
  const { label, tone } = statusWords(standing, say);
  const pace = paceSentence(goal, format);
  return (
    <Card>
      <section className="cb-goal" aria-labelledby={goal.isOwn ? titleId : `${titleId} ${ruleId}`}>
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h3" variant="headingSm" id={titleId}>
              {goal.metricLabel}
            </Text>
            <Badge tone={tone}>{label}</Badge>
          </InlineStack>
          {!goal.isOwn && (
            <Text as="p" tone="subdued" id={ruleId}>
              {goal.ownBound === null ? goal.text : say("card.published", { text: goal.text })}
            </Text>
          )}
          <div>
            <p className={`cb-metric__value${metric && isFewData(metric) ? " cb-metric__value--few" : ""}`}>
              {goalNumber(unit, metric?.value ?? null, format)}
            </p>
            {range && metric?.value !== null && (
              <Text as="p" tone="subdued">
                {rangeText(range, metric?.n ?? null, say, format)}
              </Text>
            )}
          </div>
          <Text as="p">{(unit && goalSentence(standing, unit, format)) ?? say("card.unknown")}</Text>
          {standing.because && <Text as="p">{standing.because}</Text>}
          <Path goal={goal} format={format} />
          {pace && <Text as="p">{pace}</Text>}
        </BlockStack>
        <Details
          words={say("card.details")}
          of={say("card.of", { metric: goal.metricLabel })}
          basis={say(goal.isOwn ? "card.ownGoal" : goal.ownBound === null ? "card.suggested" : "card.ownFigure")}
        >
          {!goal.isOwn && (
            <Text as="p" tone="subdued">
              {say("card.source", { source: goal.source })}
            </Text>
          )}
          {goal.metricKey && <ExplainLink metric={goal.metricKey} label={goal.metricLabel} range={range} />}
          {form}
        </Details>
      </section>
    </Card>
  );
}

function rangeText({ from, to }: DayRange, n: number | null, say: SayGoal, format: Formatters): string {
  const days = { from: format.day(from), to: format.day(to) };
  return n === null ? say("card.range", days) : say("card.rangeOf", { ...days, count: format.count(n) });
}

/** The last weeks as a small line, with the goal as another. */
function Path({ goal, format }: Pick<GoalCardProps, "goal" | "format">) {
  const say = useWords(GOAL_TEXTS);
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
      className="cb-spark"
      viewBox="0 -4 100 108"
      preserveAspectRatio="none"
      role="img"
      aria-label={say("card.path", {
        first: goalNumber(unit, first.value, format),
        firstDay: format.day(first.day),
        last: goalNumber(unit, last.value, format),
        lastDay: format.day(last.day),
      })}
    >
      <line {...POINTER_LINE} x1="0" x2="100" y1={goalAt} y2={goalAt} />
      <path {...SMALL_LINE} d={trendPath(values, scale) ?? undefined} />
    </svg>
  );
}
