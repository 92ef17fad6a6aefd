import type { MetricKey } from "~/domain/metrics/catalogue";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ShopDay } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A metric as it was at installation. */
export interface Baseline {
  readonly metricKey: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly range: DayRange;
  readonly currencyCode: string;
  readonly definitionVersion: number;
  readonly unavailableBecause: string | null;
  readonly frozenAt: Date;
}

export async function readBaselines(tx: Tx, shopId: string): Promise<Baseline[]> {
  const { rows } = await tx.query<Omit<Baseline, "range"> & { rangeFrom: ShopDay; rangeTo: ShopDay }>(
    `SELECT metric_key AS "metricKey", value, numerator::float8 AS numerator, denominator::float8 AS denominator,
            range_from AS "rangeFrom", range_to AS "rangeTo", currency_code AS "currencyCode",
            definition_version AS "definitionVersion", unavailable_because AS "unavailableBecause",
            frozen_at AS "frozenAt"
     FROM baseline WHERE shop_id = $1 ORDER BY metric_key`,
    [shopId],
  );
  return rows.map(({ rangeFrom, rangeTo, ...row }) => ({ ...row, range: { from: rangeFrom, to: rangeTo } }));
}

/** Keeps a baseline; one that stands already is never replaced. */
export async function writeBaseline(
  tx: Tx,
  shopId: string,
  baseline: {
    readonly metricKey: MetricKey;
    readonly metric: MetricValue;
    readonly range: DayRange;
    readonly currencyCode: string;
    readonly definitionVersion: number;
  },
): Promise<void> {
  const { metricKey, metric, range, currencyCode, definitionVersion } = baseline;
  await tx.query(
    `INSERT INTO baseline (shop_id, metric_key, value, numerator, denominator, range_from, range_to, currency_code,
                           definition_version, unavailable_because)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT DO NOTHING`,
    [
      shopId,
      metricKey,
      metric.value,
      metric.numerator,
      metric.denominator,
      range.from,
      range.to,
      currencyCode,
      definitionVersion,
      metric.unavailableBecause,
    ],
  );
}

export interface GoalSetting {
  readonly goalId: string;
  /** Null: as by default. */
  readonly isActive: boolean | null;
  /** Null: the published bound. */
  readonly ownBound: number | null;
}

export async function readGoalSettings(tx: Tx, shopId: string): Promise<GoalSetting[]> {
  const { rows } = await tx.query<GoalSetting>(
    `SELECT goal_id AS "goalId", is_active AS "isActive", own_bound AS "ownBound" FROM goal_setting WHERE shop_id = $1`,
    [shopId],
  );
  return rows;
}

/** Changes what is given and leaves the rest of the setting as it is. */
export async function changeGoalSetting(
  tx: Tx,
  shopId: string,
  goalId: string,
  change: { readonly isActive?: boolean | undefined; readonly ownBound?: number | null | undefined },
): Promise<void> {
  const { isActive = null, ownBound = null } = change;
  await tx.query(
    `INSERT INTO goal_setting AS g (shop_id, goal_id, is_active, own_bound) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id, goal_id) DO UPDATE
     SET is_active = COALESCE(EXCLUDED.is_active, g.is_active),
         own_bound = CASE WHEN $5 THEN EXCLUDED.own_bound ELSE g.own_bound END`,
    [shopId, goalId, isActive, ownBound, change.ownBound !== undefined],
  );
}
