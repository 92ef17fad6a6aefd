import { CHART_TEXTS } from "~/words/parts/charts";
import { wordsOf } from "~/words/words";
import type { Formatters } from "./formatters";

const TEXTS = { day: "settlingDays", week: "settlingWeeks", days30: "settlingPeriods" } as const;

/** "The last 6 days can still change."; null where none can. */
export function settlingWords(count: number, period: keyof typeof TEXTS, format: Formatters): string | null {
  if (count === 0) return null;
  return wordsOf(CHART_TEXTS, format.settings.locale)(`trend.${TEXTS[period]}`, { count, shown: format.count(count) });
}
