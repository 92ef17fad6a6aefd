import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { TABLE_TEXTS } from "~/words/parts/tables";
import { wordsOf } from "~/words/words";
import type { Formatters } from "./formatters";

/** A number in a table, which says where it rests on too little. */
export function numberText(number: MetricValue, format: Formatters): string {
  return markedText(format.metric(number.unit, number.value), isFewData(number), format);
}

/** What is shown in a table, marked where it rests on too little. */
export function markedText(shown: string, isFew: boolean, format: Formatters): string {
  return isFew ? wordsOf(TABLE_TEXTS, format.settings.locale)("tooLittleData", { shown }) : shown;
}
