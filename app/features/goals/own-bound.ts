import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { currencyExponent, formatDecimal } from "~/domain/money";
import { GOAL_TEXTS, type SayGoal } from "~/words/pages/goals";
import { wordsOf } from "~/words/words";

/** The unit that stands beside a field for such a number; empty for things counted. */
export function boundUnit(unit: MetricUnit, currencyCode: string, locale: string, say: SayGoal): string {
  switch (unit) {
    case "rate":
      return percentSign(locale);
    case "money":
      return currencyCode;
    case "days":
      return say("bound.days");
    case "ratio":
      return say("bound.times");
    case "count":
      return "";
  }
}

const percent = (locale: string) => new Intl.NumberFormat(locale, { style: "percent" });

function percentSign(locale: string): string {
  return (
    percent(locale)
      .formatToParts(0)
      .find(({ type }) => type === "percentSign")?.value ?? ""
  );
}

/** A bound as a merchant would type it: 25 for a quarter, 12.50 for an amount. */
export function boundText(value: number, unit: MetricUnit, currencyCode: string): string {
  if (unit === "rate") return String(Number((value * 100).toFixed(4)));
  if (unit === "money") return formatDecimal(Math.round(value), currencyCode);
  return String(value);
}

const MOST = 1e9;
const MOST_RATE = 10;

/** What a merchant typed, in the unit of the metric, or a sentence that says what to type. */
export function parseBound(
  text: string,
  unit: MetricUnit,
  currencyCode: string,
  locale = "en",
): { readonly value: number } | { readonly error: string } {
  const say = wordsOf(GOAL_TEXTS, locale);
  const plain = text.trim().replace(/\s*%$/, "").replace(",", ".");
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return { error: say("bound.notANumber") };
  const number = Number(plain);
  if (number <= 0 || number >= MOST) return { error: say("bound.notPositive") };
  if (unit === "rate") {
    const value = Number((number / 100).toFixed(8));
    return value > MOST_RATE ? { error: say("bound.tooHigh", { most: percent(locale).format(MOST_RATE) }) } : { value };
  }
  if (unit === "count" && !Number.isInteger(number)) return { error: say("bound.notWhole") };
  if (unit === "money") return { value: Math.round(number * 10 ** currencyExponent(currencyCode)) };
  return { value: number };
}
