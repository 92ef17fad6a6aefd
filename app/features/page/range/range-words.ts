import type { DayRange, ParsedWindow } from "~/domain/time/reporting-window";
import { RANGE_TEXTS } from "~/words/parts/range";
import { wordsOf } from "~/words/words";

/** "Oct 1 – 31, 2026" */
export function datesIn(locale: string, { from, to }: DayRange): string {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return days.formatRange(new Date(from), new Date(to));
}

/** Which days a page shows in place of a range that could not be used; null where it shows what was asked for. */
export function shownInstead(
  { range, errors }: { readonly range: DayRange } & Pick<ParsedWindow, "errors">,
  locale: string,
): string | null {
  if (!errors.range && !errors.from && !errors.to) return null;
  return wordsOf(RANGE_TEXTS, locale)("instead", { days: datesIn(locale, range) });
}
