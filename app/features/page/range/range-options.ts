import { COMPARISONS, RANGE_PRESETS, type Comparison, type RangePreset } from "~/domain/time/reporting-window";
import type { PAGE_TEXTS } from "~/words/parts/page";
import type { Words } from "~/words/words";

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export function rangeOptions(say: Words<typeof PAGE_TEXTS.en>): readonly Option<RangePreset>[] {
  return RANGE_PRESETS.map((value) => ({ value, label: say(`range.${value}`) }));
}

export function comparisonOptions(say: Words<typeof PAGE_TEXTS.en>): readonly Option<Comparison>[] {
  return COMPARISONS.map((value) => ({ value, label: say(`comparison.${value}`) }));
}
