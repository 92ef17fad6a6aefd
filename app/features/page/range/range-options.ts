import { COMPARISONS, RANGE_PRESETS, type Comparison } from "~/domain/time/reporting-window";
import { PAGE_TEXTS } from "~/words/page";
import { wordsOf } from "~/words/words";

const say = wordsOf(PAGE_TEXTS);

export const RANGE_OPTIONS = RANGE_PRESETS.map((value) => ({ value, label: say(`range.${value}`) }));

export const COMPARISON_OPTIONS: readonly { readonly value: Comparison; readonly label: string }[] = COMPARISONS.map(
  (value) => ({ value, label: say(`comparison.${value}`) }),
);
