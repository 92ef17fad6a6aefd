import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { TABLE_TEXTS } from "~/words/parts/tables";
import { wordsOf } from "~/words/words";
import type { Formatters } from "./formatters";

/** A number in a table, which says where it rests on too little. */
export function numberText(number: MetricValue, format: Formatters): string {
  const shown = format.metric(number.unit, number.value);
  return isFewData(number) ? wordsOf(TABLE_TEXTS, format.settings.locale)("tooLittleData", { shown }) : shown;
}
