import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { currencyExponent, formatDecimal } from "~/domain/money";

/** The sign that stands behind a field for a number of this unit. */
export function boundSign(unit: MetricUnit, currencyCode: string): string {
  return { rate: "%", money: currencyCode, days: "days", ratio: "times", count: "" }[unit];
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
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return { error: "Give the goal as a plain number, such as 25 or 12.5." };
  const number = Number(plain);
  if (number <= 0 || number >= MOST) return { error: "Give a goal above zero." };
  if (unit === "rate") {
    if (number > 1000) return { error: "Give a goal of at most 1000%." };
    return { value: Number((number / 100).toFixed(8)) };
  }
  if (unit === "money") return { value: Math.round(number * 10 ** currencyExponent(currencyCode)) };
  return { value: number };
}
