import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Verdict } from "~/domain/metrics/confidence/verdict";
import { withCertainty } from "~/ui/format/certainty-words";
import type { Formatters } from "~/ui/format/formatters";
import { Text } from "~/ui/polaris";
import { CHANGE_TEXTS } from "~/words/parts/changes";
import { wordsOf } from "~/words/words";

/** The earlier range in words. */
export interface ComparedWith {
  /** "The 30 days before". */
  readonly title: string;
  /** After a number: "in the 30 days before". */
  readonly when: string;
}

export interface ComparedNumber {
  readonly value: MetricValue;
  readonly previous: MetricValue | null;
  /** Null when there is nothing to compare. */
  readonly verdict: Verdict | null;
  /** Null when nothing is compared. */
  readonly comparedWith: ComparedWith | null;
}

/** "Down 1.1 points from 35.8%, within the usual ups and downs": always a number, and how sure it is. */
export function changeSentence(compared: ComparedNumber, format: Formatters): string | null {
  const { verdict, previous, value, comparedWith } = compared;
  // Without a number there is nothing to compare, whatever came before.
  if (comparedWith === null || value.value === null) return null;
  const say = wordsOf(CHANGE_TEXTS, format.settings.locale);
  if (verdict === null || previous === null) return say("nothingBefore", { when: comparedWith.when });
  const before = format.metric(value.unit, previous.value);
  if (verdict.direction === "none") return say("level", { before });
  const moved = isSeen(value, previous, verdict, format)
    ? say(verdict.direction, { amount: differenceText(value, previous, verdict, format), before })
    : say("unseen", { before });
  const isCut = previous.since !== null && previous.since !== value.since;
  const said = isCut ? say("since", { said: moved, day: format.day(previous.since) }) : moved;
  return withCertainty(said, verdict.certainty, format.settings.locale);
}

/** The size of a difference as it is read: points of rates, percent of money and counts, else in its own unit. */
function differenceText(
  value: MetricValue,
  previous: MetricValue,
  { difference, relative }: Verdict,
  format: Formatters,
): string {
  const { unit } = value;
  if (unit === "rate") return format.pointsBetween(value.value ?? 0, previous.value ?? 0);
  if (relative !== null && isInPercent(value, previous)) return format.rate(Math.abs(relative));
  return format.metric(unit, Math.abs(difference));
}

/** Whether anything is left of a difference once it is rounded. */
function isSeen(value: MetricValue, previous: MetricValue, verdict: Verdict, format: Formatters): boolean {
  const nothing = { ...verdict, difference: 0, relative: verdict.relative && 0 };
  const level = { ...value, value: previous.value };
  return differenceText(value, previous, verdict, format) !== differenceText(level, previous, nothing, format);
}

/** Percent of a handful of things says less than the things themselves. */
function isInPercent({ unit, n }: MetricValue, previous: MetricValue): boolean {
  return unit === "money" || (unit === "count" && Math.min(n ?? 0, previous.n ?? 0) >= FEW_DATA);
}

/** The sentence beside its arrow; coloured by what it means to the shop only where it is sure. */
export function ChangeLine(
  props: ComparedNumber & { readonly better: "higher" | "lower" | null; readonly format: Formatters },
) {
  const { value, previous, verdict, better, format } = props;
  const sentence = changeSentence(props, format);
  if (!sentence) return null;
  const hasArrow = verdict?.hasArrow && previous && isSeen(value, previous, verdict, format);
  return (
    <Text as="p" tone={TONES[verdict ? toneOf(verdict, better) : "plain"]}>
      {hasArrow && (
        <>
          <svg width="9" height="9" viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">
            <path d={verdict.direction === "up" ? "M5 1 L9.5 9 H0.5 Z" : "M5 9 L9.5 1 H0.5 Z"} />
          </svg>{" "}
        </>
      )}
      {sentence}
    </Text>
  );
}

const TONES = { good: "success", bad: "critical", plain: "subdued" } as const;

/** Whether a difference is good or bad news; plain while it is not sure. */
function toneOf({ certainty, direction }: Verdict, better: "higher" | "lower" | null): "good" | "bad" | "plain" {
  if (certainty !== "sure" || better === null) return "plain";
  return (direction === "up") === (better === "higher") ? "good" : "bad";
}
