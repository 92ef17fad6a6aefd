import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Formatters } from "~/ui/format/formatters";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import { wordsOf } from "~/words/words";

/** A rate in a table, which says where it rests on too little. */
export function rateText(rate: MetricValue, format: Formatters): string {
  const shown = format.rate(rate.value);
  if (rate.value === null || !isFewData(rate)) return shown;
  return wordsOf(CONVERSION_TEXTS, format.settings.locale)("tooLittleData", { rate: shown });
}
