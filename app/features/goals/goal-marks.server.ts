import { readBaselines, readGoalSettings } from "~/adapters/db/shop/goals.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { evaluateGoal, type GoalStanding } from "~/domain/goals/evaluate-goal";
import { allGoalIds, goalOf } from "~/domain/goals/own-goals";
import { isWholeShop } from "~/domain/orders/segment";
import type { AppContext } from "~/context/context.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView } from "~/features/page/page-view";
import { baselineOf } from "./baseline-of";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { isActiveByDefault } from "./load-goals.server";

const toMark = ({ status, bound, missing, certainty }: GoalStanding): GoalMark => ({
  status,
  bound,
  missing,
  certainty,
});

/** By metric key: the goals of the cards, judged by the numbers they show. Goals are the whole shop's alone. */
export async function readGoalMarks(
  context: Pick<AppContext, "db">,
  shopId: string,
  {
    cards,
    segment,
    shop: { currencyCode },
  }: Pick<PageView, "segment" | "shop"> & { readonly cards: readonly NumberCard[] },
): Promise<Record<string, GoalMark>> {
  if (!isWholeShop(segment.segment)) return {};
  const [baselines, settings] = await withShop(context.db, shopId, async (tx) => [
    await readBaselines(tx, shopId),
    await readGoalSettings(tx, shopId),
  ]);
  const marks = cards.flatMap(({ key, value }) => {
    const standings = allGoalIds(settings).flatMap((id) => {
      const { metric, kind } = goalOf(id);
      const setting = settings.find(({ goalId }) => goalId === id);
      if (kind !== "goal" || metric === null || metric !== key) return [];
      if (!(setting?.isActive ?? isActiveByDefault(id))) return [];
      const baseline = baselineOf(baselines, metric, currencyCode);
      return evaluateGoal(id, { metric: value, previous: null, baseline, ownBound: setting?.ownBound ?? null });
    });
    const next = standings.find(({ status }) => status !== "met") ?? standings.at(-1);
    return next ? [[key, toMark(next)] as const] : [];
  });
  return Object.fromEntries(marks);
}
