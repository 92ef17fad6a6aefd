import { daysIn } from "~/domain/time/reporting-window";
import { addDays } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/formatters";
import type { ComparedWith } from "~/ui/change-line";
import type { PageView } from "~/features/page/page-view";
import { PAGE_TEXTS } from "~/words/page";
import { wordsOf } from "~/words/words";

const say = wordsOf(PAGE_TEXTS);

/** The earlier range in words; null when nothing is compared. */
export function comparedWith({ window }: Pick<PageView, "window">, format: Formatters): ComparedWith | null {
  const earlier = window.comparisonRange;
  if (window.comparison === "none" || earlier === null) return null;
  const days = daysIn(earlier);
  const isDay = days === 1;
  if (window.comparison === "previous_year")
    return named(isDay ? say("before.sameDayOfYear") : say("before.sameDaysOfYear"), isDay);
  if (addDays(earlier.to, 1) === window.range.from) {
    return named(isDay ? say("before.day") : say("before.days", { days: format.count(days) }), isDay);
  }
  if (isDay) return named(format.day(earlier.from), isDay);
  const name = say("before.fromTo", { from: format.day(earlier.from), to: format.day(earlier.to) });
  return { name, when: say("before.fromDay", { name }) };
}

function named(name: string, isDay: boolean): ComparedWith {
  return { name, when: say(isDay ? "before.onDay" : "before.inDays", { name }) };
}

/** What looks back from one moment, whatever the range, is compared with an earlier moment. */
export function earlierMoment({ window }: Pick<PageView, "window">, format: Formatters): ComparedWith | null {
  if (window.comparisonRange === null) return null;
  const name = say("before.onDay", { name: format.day(window.comparisonRange.to) });
  return { name, when: name };
}
