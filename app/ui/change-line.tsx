import { TOO_FEW_TO_COMPARE } from "~/domain/metrics/confidence/confidence";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Formatters } from "./formatters";

export interface MetricChange {
  readonly kind: "up" | "down" | "same" | "unknown";
  /** A difference for rates, a fraction of the previous value for money and counts. */
  readonly amount: number | null;
}

/** The earlier range in words. */
export interface ComparedWith {
  /** After "the same as": "the 30 days before". */
  readonly name: string;
  /** After a number: "in the 30 days before". */
  readonly when: string;
}

export interface ComparedNumber {
  readonly value: MetricValue;
  readonly previous: MetricValue | null;
  readonly change: MetricChange;
  /** Null when nothing is compared. */
  readonly comparedWith: ComparedWith | null;
}

/** The change as one sentence: direction in words, the amount, and what it is compared with. */
export function changeSentence(
  { change, previous, value, comparedWith }: ComparedNumber,
  format: Formatters,
): string | null {
  if (comparedWith === null) return null;
  if (previous === null || previous.value === null) return `Nothing ${comparedWith.when} to compare with`;
  const isCut = previous.since !== value.since;
  // A sum of fewer days says nothing beside one of more.
  if (isCut && value.unit !== "rate") return `Nothing ${comparedWith.when} to compare with`;
  const since = isCut && previous.since !== null ? `, from ${format.day(previous.since)} on` : "";
  const before = `${format.metric(value.unit, previous.value)}${since}`;
  const isTooFew = Math.min(value.n ?? Infinity, previous.n ?? Infinity) < TOO_FEW_TO_COMPARE;
  if (isTooFew) return `${before} ${comparedWith.when}, too few to compare`;
  if (change.kind === "unknown") return `${before} ${comparedWith.when}`;
  if (change.kind === "same") return `About the same as ${comparedWith.name} (${before})`;
  const amount = change.amount === null ? "" : ` ${format.changeAmount(value.unit, change.amount)}`;
  return `${change.kind === "up" ? "Up" : "Down"}${amount} from ${before}`;
}

/** The change beside its arrow, coloured by what it means to the shop. */
export function ChangeLine(
  props: ComparedNumber & { readonly better: "higher" | "lower" | null; readonly format: Formatters },
) {
  const sentence = changeSentence(props, props.format);
  if (!sentence) return null;
  const isMove = sentence.startsWith("Up") || sentence.startsWith("Down");
  const isGood = props.better !== null && (props.change.kind === "up") === (props.better === "higher");
  const tone = !isMove || props.better === null ? "plain" : isGood ? "good" : "bad";
  return (
    <p className={`cb-metric__note cb-change cb-change--${tone}`}>
      {isMove && (
        <svg className="cb-change__arrow" viewBox="0 0 10 10" aria-hidden="true">
          <path d={props.change.kind === "up" ? "M5 1 L9.5 9 H0.5 Z" : "M5 9 L9.5 1 H0.5 Z"} />
        </svg>
      )}
      {sentence}
    </p>
  );
}
