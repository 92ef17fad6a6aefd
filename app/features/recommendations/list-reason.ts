import type { Formatters } from "~/ui/format/formatters";
import type { SayRecommendation } from "~/words/pages/recommendations";
import type { ListedEntry } from "./listed-entries";

/** A pair bought together less often is no measure of how much more often than chance. */
const LIFT_FROM = 10;

/** Round numbers that are said in words; between two of them the smaller one is claimed. */
const ROUND_LIFTS = [
  [2, "twice"],
  [3, "three"],
  [4, "four"],
  [5, "five"],
  [10, "ten"],
  [20, "twenty"],
  [50, "fifty"],
  [100, "hundred"],
] as const;

/** Why a product stands in a list: counts where enough orders stand behind them, else what filled its place. */
export function reasonOf(
  { filledBy, evidence }: Pick<ListedEntry, "filledBy" | "evidence">,
  say: SayRecommendation,
  format: Formatters,
): string {
  if (filledBy !== "bought_together" || evidence === null) return say(`filledBy.${filledBy}`);
  const times = format.count(evidence.together);
  const lift = evidence.together < LIFT_FROM ? undefined : ROUND_LIFTS.findLast(([from]) => evidence.lift >= from)?.[1];
  return lift === undefined ? say("together", { times }) : say(`togetherMore.${lift}`, { times });
}
