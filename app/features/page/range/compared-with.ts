import { daysIn } from "~/domain/time/reporting-window";
import { addDays } from "~/domain/time/shop-time";
import type { PageView } from "~/features/page/page-view";
import type { ComparedWith } from "~/ui/cards/change-line";
import type { Formatters } from "~/ui/format/formatters";
import { PAGE_TEXTS } from "~/words/parts/page";
import { wordsOf } from "~/words/words";

/** The earlier range in words; null when nothing is compared. */
export function comparedWith({ window }: Pick<PageView, "window">, format: Formatters): ComparedWith | null {
  const earlier = window.comparisonRange;
  if (window.comparison === "none" || earlier === null) return null;
  const say = wordsOf(PAGE_TEXTS, format.settings.locale);
  const count = daysIn(earlier);
  const isDay = count === 1;
  if (window.comparison === "previous_year") {
    const before = isDay ? "before.sameDayOfYear" : "before.sameDaysOfYear";
    return { title: say(`${before}.title`), when: say(`${before}.when`) };
  }
  if (addDays(earlier.to, 1) === window.range.from) {
    if (isDay) return { title: say("before.day.title"), when: say("before.day.when") };
    const days = format.count(count);
    return { title: say("before.days.title", { days }), when: say("before.days.when", { days }) };
  }
  const [from, to] = [format.day(earlier.from), format.day(earlier.to)];
  return isDay
    ? { title: say("before.someDay.title", { day: from }), when: say("before.someDay.when", { day: from }) }
    : { title: say("before.someDays.title", { from, to }), when: say("before.someDays.when", { from, to }) };
}

/** What looks back from one moment, whatever the range, is compared with an earlier moment. */
export function earlierMoment({ window }: Pick<PageView, "window">, format: Formatters): ComparedWith | null {
  if (window.comparisonRange === null) return null;
  const say = wordsOf(PAGE_TEXTS, format.settings.locale);
  const day = format.day(window.comparisonRange.to);
  return { title: say("before.moment.title", { day }), when: say("before.moment.when", { day }) };
}
