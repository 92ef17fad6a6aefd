import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { wordsOf } from "~/words/words";
import type { Formatters } from "./formatters";

/** What share of ranges is meant to hold, and how far from it the shop's own share is another. */
const MEANT = 0.8;
const FAR = 0.05;

/**
 * How often ranges of forecasts hold.
 *
 * @param held - share of the months of first purchase that lay inside at earlier days; null where none was judged.
 */
export function rangeSentence(held: number | null, format: Formatters): string {
  const say = wordsOf(FORECAST_TEXTS, format.settings.locale);
  if (held === null) return say("range.untested");
  return Math.abs(held - MEANT) < FAR ? say("range.right") : say("range.held", { share: format.rate(held) });
}
