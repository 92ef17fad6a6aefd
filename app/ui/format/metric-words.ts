import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { METRIC_TEXTS } from "~/words/records/metrics";
import { wordsOf } from "~/words/words";

type Horizon = `${number}` | `${number}d`;

/** The key without its days or months: `repurchase_rate` of `repurchase_rate_30d`. */
type Stem<Key extends string> = Key extends `${infer Head}_${infer Rest}`
  ? Head extends Horizon
    ? Stem<Rest>
    : Stem<Rest> extends ""
      ? Head
      : `${Head}_${Stem<Rest>}`
  : Key extends Horizon
    ? ""
    : Key;

const HORIZON = /_(\d+)d?(?=_|$)/;

/** A metric whose name, definition or numerator the catalogue lacks does not compile here. */
function say(key: MetricKey, part: "label" | "definition" | "numerator"): string {
  return wordsOf(METRIC_TEXTS)(`${stemOf(key)}.${part}`, { horizon: HORIZON.exec(key)?.[1] ?? "" });
}

function stemOf(key: MetricKey): Stem<MetricKey> {
  return key.replace(HORIZON, "") as Stem<MetricKey>;
}

export function metricLabel(key: MetricKey): string {
  return say(key, "label");
}

/** One sentence. */
export function metricDefinition(key: MetricKey): string {
  return say(key, "definition");
}

/** What the numerator counts, or the whole number where it is no division. */
export function metricNumerator(key: MetricKey): string {
  return say(key, "numerator");
}

/** What the denominator counts; null where the number has none. */
export function metricDenominator(key: MetricKey): string | null {
  return sayIfAny(key, "denominator");
}

/** How a number is read that is no plain division, in a sentence. */
export function metricReading(key: MetricKey): string | null {
  return sayIfAny(key, "how");
}

function sayIfAny(key: MetricKey, part: "denominator" | "how"): string | null {
  const words = wordsOf(METRIC_TEXTS);
  const message = `${stemOf(key)}.${part}`;
  if (!words.has(message as `aov_median.${typeof part}`)) return null;
  return (words as (key: string, values: object) => string)(message, { horizon: HORIZON.exec(key)?.[1] ?? "" });
}
