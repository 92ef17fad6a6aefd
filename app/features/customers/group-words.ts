import type { RfmCuts, RfmGroup } from "~/domain/groups/rfm";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/format/formatters";
import { GROUP_TEXTS } from "~/words/pages/groups";
import { wordsOf } from "~/words/words";

/** Who is in a group today, by the cuts its scores begin above: "Bought two times, last after 3 Mar 2026". */
export function groupMeaning(group: RfmGroup, { recency, frequency, money }: RfmCuts, format: Formatters): string {
  const say = wordsOf(GROUP_TEXTS, format.settings.locale);
  const day = (score: number) => dayName(recency[score - 2], format);
  const times = (score: number) => format.count((frequency[score - 2] ?? 0) + 1);
  switch (group) {
    case "one_time":
      return say("meaning.one_time");
    case "best":
      return say("meaning.best", { times: times(4), day: day(4), money: format.money(money[2] ?? null) });
    case "loyal":
      return say("meaning.loyal", { times: times(3), day: day(3) });
    case "promising": {
      const most = frequency[1] ?? 0;
      if (most === 2) return say("meaning.promisingTwice", { day: day(3) });
      return say("meaning.promising", { times: format.count(2), most: format.count(most), day: day(3) });
    }
    case "about_to_lapse":
      return say("meaning.about_to_lapse", { from: day(2), day: day(3) });
    case "lapsed":
      return say("meaning.lapsed", { day: day(2) });
  }
}

/** "4 (until 3 Mar 2026)", by the cuts that hold now. */
export function recencyName({ recency: cuts }: RfmCuts, score: number, format: Formatters): string {
  const say = wordsOf(GROUP_TEXTS, format.settings.locale);
  const [above, upTo] = [cuts[score - 2], cuts[score - 1]];
  if (upTo !== undefined) return say("grid.until", { score: String(score), day: dayName(upTo, format) });
  return above === undefined ? String(score) : say("grid.after", { score: String(score), day: dayName(above, format) });
}

/** "4 (4 to 5x)". A score nobody can get says so. */
export function frequencyName({ frequency: cuts }: RfmCuts, rank: number, format: Formatters): string {
  const say = wordsOf(GROUP_TEXTS, format.settings.locale);
  const score = String(rank);
  const from = (cuts[rank - 2] ?? 0) + 1;
  const to = cuts[rank - 1];
  if (to === undefined) return say("grid.andMore", { score, from: format.count(from) });
  if (to < from) return say("grid.nobody", { score });
  if (to > from) return say("grid.fromTo", { score, from: format.count(from), to: format.count(to) });
  return to === 1 ? say("grid.once", { score }) : say("grid.times", { score, from: format.count(from) });
}

function dayName(moment: EpochMs | undefined, { day, settings }: Formatters): string {
  return moment === undefined ? "" : day(dayOf(moment, settings.timeZone));
}
