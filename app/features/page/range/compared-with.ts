import { daysIn } from "~/domain/time/reporting-window";
import { addDays } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/formatters";
import type { ComparedWith } from "~/ui/change-line";
import type { PageView } from "~/features/page/page-view";

/** The earlier range in words; null when nothing is compared. */
export function comparedWith({ window }: Pick<PageView, "window">, format: Formatters): ComparedWith | null {
  const earlier = window.comparisonRange;
  if (window.comparison === "none" || earlier === null) return null;
  const days = daysIn(earlier);
  let name = days === 1 ? format.day(earlier.from) : `${format.day(earlier.from)} to ${format.day(earlier.to)}`;
  if (window.comparison === "previous_year")
    name = days === 1 ? "the same day a year before" : "the same days a year before";
  else if (addDays(earlier.to, 1) === window.range.from)
    name = days === 1 ? "the day before" : `the ${days} days before`;
  const preposition = days === 1 ? "on" : name.startsWith("the ") ? "in" : "from";
  return { name, when: `${preposition} ${name}` };
}

/** What looks back from one moment, whatever the range, is compared with an earlier moment. */
export function earlierMoment({ window }: Pick<PageView, "window">, format: Formatters): ComparedWith | null {
  if (window.comparisonRange === null) return null;
  const name = `on ${format.day(window.comparisonRange.to)}`;
  return { name, when: name };
}
