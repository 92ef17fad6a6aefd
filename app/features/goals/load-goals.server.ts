import { readBaselines, readGoalSettings, type Baseline } from "~/adapters/db/shop/goals.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import { withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import { takesOwnBound } from "~/domain/goals/evaluate-goal";
import { FUTURE_METRICS, isMeasured, type AnyGoalId, type GoalMetricKey } from "~/domain/goals/goal";
import { allGoalIds, goalOf, isOwnGoal } from "~/domain/goals/own-goals";
import { paceTo } from "~/domain/goals/pace";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { metricLabel } from "~/ui/format/metric-words";
import { goalMoment, readGoalMetric, type GoalMetric, type GoalMoment } from "./goal-metrics.server";
import { whyNoneThen } from "./baseline-of";
import type { BaselineView, GoalsView, GoalView } from "./goals";
import { isActiveGoal, ownBoundOf, standingOf, type KeptGoals } from "./kept-goals";
import { settableGoals } from "./settable-goals";
import { sayReason } from "~/words/records/reasons";
import { GOAL_LIST_TEXTS } from "~/words/pages/goal-list";
import { wordsOf } from "~/words/words";

const say = wordsOf(GOAL_LIST_TEXTS);

/**
 * Every goal, benchmark and claim with where the shop stands now.
 *
 * @throws {Error} when the app has never read the shop.
 */
export async function loadGoals(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  now: EpochMs = context.now(),
): Promise<GoalsView> {
  return withShopSnapshot(context.db, shopId, async (tx) => {
    const profile = await shopProfileOf(tx, shopId);
    const moment = goalMoment(tx, shopId, profile, now);
    const baselines = await readBaselines(tx, shopId);
    const settings = await readGoalSettings(tx, shopId);
    const ids = allGoalIds(settings);
    const metrics = new Map<GoalMetricKey, GoalMetric>();
    for (const id of ids) {
      const { metric } = goalOf(id);
      if (metric === null || metrics.has(metric) || !isMeasured(metric)) continue;
      const read = await readGoalMetric(tx, shopId, metric, moment);
      if (read) metrics.set(metric, read);
    }
    const { name, currencyCode, timeZone, newestEventAt } = profile;
    return {
      shop: { name, currencyCode, timeZone },
      asOf: now,
      newestEventAt,
      settable: settableGoals(settings),
      goals: ids.map((id) => goalView(id, metrics, { settings, baselines, currencyCode }, moment)),
      baselines: baselines.flatMap(baselineView),
    };
  });
}

function goalView(
  id: AnyGoalId,
  metrics: ReadonlyMap<GoalMetricKey, GoalMetric>,
  kept: KeptGoals,
  { profile, now }: Pick<GoalMoment, "profile" | "now">,
): GoalView {
  const { metric: key, steps: _steps, ...goal } = goalOf(id);
  const read = (key && metrics.get(key)) ?? null;
  const metric = read && key !== null && isMeasured(key) ? forScreen(key, read.value) : null;
  const standing = standingOf(id, metric, kept);
  const value = metric?.value ?? null;
  const hasPath = goal.kind === "goal" && standing.bound !== null && value !== null && (read?.path.length ?? 0) > 0;
  return {
    id,
    ...goal,
    text: isOwnGoal(id) ? "" : say(`text.${id}`),
    isOwn: isOwnGoal(id),
    source: say(`source.${goal.source}`),
    metricKey: key,
    metricLabel: labelOf(key),
    unit: unitOf(key),
    isMeasured: key !== null && isMeasured(key),
    isActive: isActiveGoal(id, kept),
    ownBound: ownBoundOf(id, kept),
    takesOwnBound: goal.kind === "goal" && takesOwnBound(goal.rule),
    range: read?.range ?? null,
    metric,
    standing: { ...standing, because: sayReason(standing.because) },
    path: goal.kind === "goal" ? (read?.path ?? []) : [],
    pace:
      hasPath && standing.bound && read && value !== null
        ? paceTo(standing.bound, value, read.path, dayOf(now, profile.timeZone), read.windows)
        : null,
  };
}

function unitOf(key: GoalMetricKey | null): MetricUnit | null {
  if (key === null) return null;
  return isMeasured(key) ? METRICS[key].unit : FUTURE_METRICS[key];
}

/** Metrics that are not computed yet are named by their key in words. */
function labelOf(key: GoalMetricKey | null): string {
  if (key === null) return "";
  if (isMeasured(key)) return metricLabel(key);
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function baselineView(frozen: Baseline): BaselineView[] {
  const { metricKey, ...baseline } = frozen;
  if (!Object.hasOwn(METRICS, metricKey)) return [];
  const key = metricKey as MetricKey;
  const { unit } = METRICS[key];
  return [
    {
      ...baseline,
      metricKey: key,
      label: metricLabel(key),
      unit,
      frozenAt: baseline.frozenAt.getTime(),
      unavailableBecause: sayReason(whyNoneThen(frozen)),
    },
  ];
}
