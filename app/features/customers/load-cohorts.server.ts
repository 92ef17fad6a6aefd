import { countCohortsBefore, readCohortActivity } from "~/adapters/db/period-cohorts.server";
import { HISTORY_LIMITED } from "~/domain/metrics/all-metrics";
import {
  COHORT_PERIODS,
  addPeriods,
  cohortsTogether,
  periodCohorts,
  startOfPeriod,
  type CohortPeriod,
} from "~/domain/metrics/period-cohorts";
import type { EpochMs } from "~/domain/shop-time";
import type { AppContext } from "../context.server";
import { openPage } from "../page-view/open-page.server";
import type { CohortsView } from "./customers";

/** As many as a page holds: half a year of weeks, two years of months, three of quarters. */
const MOST_COHORTS: Readonly<Record<CohortPeriod, number>> = { week: 26, month: 24, quarter: 12 };

/**
 * What customers did since they first bought, by the period of that first purchase. The range does not matter here; the
 * address's `period` does.
 */
export function loadCohorts(
  context: Pick<AppContext, "db">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = Date.now(),
): Promise<CohortsView> {
  const period = COHORT_PERIODS.find((each) => each === params.get("period")) ?? "month";
  return openPage(context, shopId, params, now, async ({ tx, profile, segment, today }) => {
    if (profile.isHistoryLimited) {
      return { period, cohorts: [], hidden: 0, together: [], unavailableBecause: HISTORY_LIMITED };
    }
    const since = addPeriods(startOfPeriod(today, period), period, 1 - MOST_COHORTS[period]);
    const activity = await readCohortActivity(tx, shopId, period, since, segment);
    const cohorts = periodCohorts(activity, period, now, profile.timeZone);
    const hidden = await countCohortsBefore(tx, shopId, period, since);
    const unavailableBecause = cohorts.length + hidden === 0 ? "No identified customer has bought yet." : null;
    return { period, cohorts, hidden, together: cohortsTogether(cohorts), unavailableBecause };
  });
}
