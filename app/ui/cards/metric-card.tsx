import type { ReactNode } from "react";
import { FEW_DATA, type Interval } from "~/domain/metrics/confidence/confidence";
import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Verdict } from "~/domain/metrics/confidence/verdict";
import type { Observed } from "~/domain/metrics/records/metric-record";
import { chartScale, trendPath } from "~/ui/charts/chart-geometry";
import { SMALL_LINE } from "~/ui/charts/strokes";
import type { Formatters } from "~/ui/format/formatters";
import { settlingWords } from "~/ui/format/settling-words";
import { useWords } from "~/ui/format/use-words";
import { Details } from "~/ui/frame/details";
import { Badge, BlockStack, Box, Card, InlineStack, Text } from "~/ui/polaris";
import { CARD_TEXTS } from "~/words/parts/cards";
import { sayReason } from "~/words/records/reasons";
import { wordsOf } from "~/words/words";
import { ChangeLine, type ComparedWith } from "./change-line";

export interface MetricCardProps {
  readonly label: string;
  /** What it answers, in a line, where cards beside each other differ by little. */
  readonly question?: string | undefined;
  /** What is to be reached, and how far it is. */
  readonly goal?: string | null | undefined;
  /** What else belongs to the number. */
  readonly beneath?: ReactNode;
  readonly value: MetricValue;
  readonly previous: MetricValue | null;
  /** Null when there is nothing to compare. */
  readonly verdict: Verdict | null;
  /** Null when nothing is compared. */
  readonly comparedWith: ComparedWith | null;
  /** What a higher value means to the shop; null when neither. */
  readonly better: "higher" | "lower" | null;
  readonly trend: readonly (number | null)[];
  /** What `n` counts. */
  readonly observations: Observed;
  /** Whether a rate divides amounts of money, not things counted. */
  readonly isShareOfMoney?: boolean;
  /** How often of 100 times its interval holds. */
  readonly intervalPercent?: number;
  /** Whether its interval is the range of a forecast. */
  readonly isForecast?: boolean;
  readonly definition: string;
  readonly size: "large" | "small";
  /** True for a short while after the number changed by itself. */
  readonly isFresh: boolean;
  /** Leads to what is behind the number. */
  readonly explainLink?: ReactNode;
  readonly format: Formatters;
}

/** One number with what it takes to believe it. */
export function MetricCard(props: MetricCardProps) {
  const say = useWords(CARD_TEXTS);
  const { label, value, size, isFresh, format } = props;
  const isFew = isFewData(value);
  const settling = settlingWords(value.settlingDays, "day", format);
  return (
    <Card>
      <section className={`cb-metric cb-metric--${size}`} aria-label={label}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm" fontWeight="medium">
            {label}
          </Text>
          {props.question && (
            <Text as="p" tone="subdued">
              {props.question}
            </Text>
          )}
          {/* In the corner of the card: nothing moves when it comes and goes. */}
          {isFresh && (
            <Box position="absolute" insetBlockStart="0" insetInlineEnd="0">
              <Badge tone="attention">{say("updated")}</Badge>
            </Box>
          )}
          <InlineStack gap="300" blockAlign="center">
            <p className={`cb-metric__value${isFew ? " cb-metric__value--few" : ""}${isFresh ? " is-fresh" : ""}`}>
              {format.metric(value.unit, value.value)}
            </p>
            {isFew && (
              <span title={swings(props)}>
                <Badge>{say("few")}</Badge>
              </span>
            )}
          </InlineStack>
          {value.value === null ? (
            <Text as="p" tone="subdued">
              {sayReason(value.unavailableBecause, format.settings.locale) ?? say("nothing")}
            </Text>
          ) : (
            <ChangeLine {...props} />
          )}
          {value.since !== null && (
            <Text as="p" tone="subdued">
              {say("since", { day: format.day(value.since) })}
            </Text>
          )}
          {settling !== null && (
            <Text as="p" tone="subdued">
              {settling}
            </Text>
          )}
          {props.beneath && <Text as="p">{props.beneath}</Text>}
          {props.goal && <Text as="p">{props.goal}</Text>}
        </BlockStack>
        <div className="cb-metric__foot">
          <Sparkline trend={props.trend} />
          <Details words={say("explain")} of={` ${label}`} basis={basis(props)}>
            <p>{props.definition}</p>
            {formula(props) && <p>{formula(props)}</p>}
            {value.interval && <p>{intervalWords(props, value.interval)}</p>}
            {isFew && <p>{swings(props)}</p>}
            {props.explainLink}
          </Details>
        </div>
      </section>
    </Card>
  );
}

function intervalWords(
  { value: { unit }, isForecast = false, intervalPercent = 95, format }: MetricCardProps,
  [from, to]: Interval,
) {
  const say = wordsOf(CARD_TEXTS, format.settings.locale);
  const bounds = { low: format.metric(unit, from), high: format.metric(unit, to) };
  return isForecast
    ? say("range", bounds)
    : say("interval", { ...bounds, confidence: format.wholePercent(intervalPercent / 100) });
}

const swings = ({ observations, format }: MetricCardProps) =>
  wordsOf(CARD_TEXTS, format.settings.locale)("swings", { observed: observations, few: format.count(FEW_DATA) });

function Sparkline({ trend }: { readonly trend: readonly (number | null)[] }) {
  const known = trend.filter((value) => value !== null);
  if (known.length < 2) return <div className="cb-spark" aria-hidden="true" />;
  const path = trendPath(trend, chartScale([trend], false));
  return (
    <svg className="cb-spark" viewBox="0 -4 100 108" preserveAspectRatio="none" aria-hidden="true">
      <path {...SMALL_LINE} d={path ?? undefined} />
    </svg>
  );
}

/** "412 of 1,701 customers", or how many observations stand behind a mean. */
function basis({ value, observations, isShareOfMoney, format }: MetricCardProps): string {
  const say = wordsOf(CARD_TEXTS, format.settings.locale);
  if (isShareOfMoney) return moneyParts(value, format) ?? "";
  if (value.unit === "rate" && value.numerator !== null && value.denominator !== null) {
    const of = counted(value.denominator, observations, format);
    return say("partOf", { part: format.count(value.numerator), of });
  }
  return value.n === null || value.unit === "count" ? "" : counted(value.n, observations, format);
}

function formula({ value, observations, isShareOfMoney, format }: MetricCardProps): string | null {
  if (value.value === null || value.numerator === null || value.denominator === null) return null;
  const say = wordsOf(CARD_TEXTS, format.settings.locale);
  if (isShareOfMoney) {
    return say("equals", { parts: moneyParts(value, format) ?? "", result: format.rate(value.value) });
  }
  const numerator = value.unit === "rate" ? format.count(value.numerator) : format.metric(value.unit, value.numerator);
  return say("division", {
    numerator,
    denominator: counted(value.denominator, observations, format),
    result: format.metric(value.unit, value.value),
  });
}

/** "€915.57 of €23,664.00" */
function moneyParts({ numerator, denominator }: MetricValue, format: Formatters): string | null {
  if (numerator === null || denominator === null) return null;
  const say = wordsOf(CARD_TEXTS, format.settings.locale);
  return say("partOf", { part: format.money(numerator), of: format.money(denominator) });
}

const counted = (count: number, observed: Observed, format: Formatters) =>
  wordsOf(CARD_TEXTS, format.settings.locale)(`counted.${observed}`, { count, shown: format.count(count) });
