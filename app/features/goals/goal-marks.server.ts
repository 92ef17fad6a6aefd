import { readBaselines, readGoalSettings } from "~/adapters/db/shop/goals.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import type { AnyGoalId } from "~/domain/goals/goal";
import { allGoalIds, goalOf } from "~/domain/goals/own-goals";
import { METRIC_KEYS, METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import { isWholeShop } from "~/domain/orders/segment";
import type { AppContext } from "~/context/context.server";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView } from "~/features/page/page-view";
import { goalMoment, goalRange } from "./goal-metrics.server";
import { isActiveGoal, standingOf, type KeptGoals } from "./kept-goals";

/**
 * By metric key: the goals of the cards, judged over the goals' own days as on their page, whatever range the cards
 * show. Goals are the whole shop's alone.
 */
export async function readGoalMarks(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  { cards, segment }: Pick<PageView, "segment"> & { readonly cards: readonly NumberCard[] },
): Promise<Record<string, GoalMark>> {
  if (!isWholeShop(segment.segment)) return {};
  return withShopSnapshot(context.db, shopId, async (tx) => {
    const profile = await readShopProfile(tx, shopId);
    if (!profile) return {};
    const settings = await readGoalSettings(tx, shopId);
    const kept = { settings, baselines: await readBaselines(tx, shopId), currencyCode: profile.currencyCode };
    const moment = goalMoment(tx, shopId, profile, context.now());
    const marks: Record<string, GoalMark> = {};
    for (const key of METRIC_KEYS.filter((metric) => cards.some((card) => card.key === metric))) {
      const { goal } = METRICS[key];
      const range = goalRange(key, moment);
      const active = allGoalIds(settings).filter((id) => isActiveGoalOn(key, id, kept));
      if (!goal || !range || active.length === 0) continue;
      const metric = forScreen(key, await moment.read(key, range));
      const standings = active.map((id) => standingOf(id, metric, kept));
      const next = standings.find(({ status }) => status !== "met") ?? standings.at(-1);
      if (!next) continue;
      const { status, bound, missing, certainty } = next;
      marks[key] = { status, bound, missing, certainty, over: { days: goal.days, value: metric.value } };
    }
    return marks;
  });
}

function isActiveGoalOn(key: MetricKey, id: AnyGoalId, kept: KeptGoals): boolean {
  const { metric, kind } = goalOf(id);
  return kind === "goal" && metric === key && isActiveGoal(id, kept);
}
