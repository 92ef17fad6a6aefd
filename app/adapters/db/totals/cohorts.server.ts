import type { CohortCell } from "~/domain/metrics/cohorts/cohorts";
import type { Segment } from "~/domain/orders/segment";
import { monthOf } from "~/domain/time/shop-time";
import { readCohortActivity } from "./period-cohorts.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** What the customers of every acquisition month did in every month since. */
export async function readCohortCells(tx: Tx, shopId: string, segment: Segment = {}): Promise<CohortCell[]> {
  const activity = await readCohortActivity(tx, shopId, "month", null, segment);
  return activity.map(({ cohort, period, buyers, value }) => ({
    cohort: monthOf(cohort),
    month: monthOf(period),
    buyers,
    keptValue: value,
  }));
}
