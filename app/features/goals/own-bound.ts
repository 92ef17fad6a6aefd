import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { currencyExponent, formatDecimal } from "~/domain/money";
import { GOAL_TEXTS } from "~/words/goals";
import { wordsOf } from "~/words/words";

const say = wordsOf(GOAL_TEXTS);

/** The sign that stands behind a field for a number of this unit. */
export function boundSign(unit: MetricUnit, currencyCode: string): string {
  return { rate: "%", money: currencyCode, days: say("bound.days"), ratio: say("bound.times"), count: "" }[unit];
}

/** A bound as a merchant would type it: 25 for a quarter, 12.50 for an amount. */
export function boundText(value: number, unit: MetricUnit, currencyCode: string): string {
  if (unit === "rate") return String(Number((value * 100).toFixed(4)));
  if (unit === "money") return formatDecimal(Math.round(value), currencyCode);
  return String(value);
}

const MOST = 1e9;

/** What a merchant typed, in the unit of the metric, or a sentence that says what to type. */
export function parseBound(
  text: string,
  unit: MetricUnit,
  currencyCode: string,
): { readonly value: number } | { readonly error: string } {
  const plain = text.trim().replace(/\s*%$/, "").replace(",", ".");
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return { error: say("bound.notANumber") };
  const number = Number(plain);
  if (number <= 0 || number >= MOST) return { error: say("bound.notPositive") };
  if (unit === "rate") {
    if (number > 1000) return { error: say("bound.tooHigh", { most: "1000%" }) };
    return { value: Number((number / 100).toFixed(8)) };
  }
  if (unit === "money") return { value: Math.round(number * 10 ** currencyExponent(currencyCode)) };
  return { value: number };
}
