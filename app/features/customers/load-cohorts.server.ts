import { readCohortMembers } from "~/adapters/db/facts/cohort-members.server";
import { countCohortsBefore, readCohortActivity } from "~/adapters/db/totals/period-cohorts.server";
import type { AppContext } from "~/context/context.server";
import {
  COHORT_PERIODS,
  addPeriods,
  cohortsTogether,
  periodAfter,
  periodCohorts,
  startOfPeriod,
  type CohortPeriod,
  type PeriodCohort,
} from "~/domain/metrics/cohorts/period-cohorts";
import { because } from "~/domain/metrics/confidence/reason";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import type { EpochMs } from "~/domain/time/shop-time";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { PAGE_SIZE, pageNumber, readPage } from "~/features/page/page-number";
import { sayReason } from "~/words/records/reasons";
import type { CohortMembers, CohortsView } from "./customers";

/** As many as a page holds: half a year of weeks, two years of months, three of quarters. */
const MOST_COHORTS: Readonly<Record<CohortPeriod, number>> = { week: 26, month: 24, quarter: 12 };

/**
 * What customers did since they first bought, by the period of that first purchase. The range does not matter here; the
 * address's `period` does.
 */
export function loadCohorts(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
  rowsPerPage: number = PAGE_SIZE,
): Promise<CohortsView> {
  const period = COHORT_PERIODS.find((each) => each === params.get("period")) ?? "month";
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, profile, segment, today } = page;
    if (profile.isHistoryLimited) {
      return {
        period,
        cohorts: [],
        hidden: 0,
        together: [],
        members: null,
        unavailableBecause: sayReason(HISTORY_LIMITED),
      };
    }
    const since = addPeriods(startOfPeriod(today, period), period, 1 - MOST_COHORTS[period]);
    const activity = await readCohortActivity(tx, shopId, period, since, segment);
    const cohorts = periodCohorts(activity, period, now, profile.timeZone);
    const hidden = await countCohortsBefore(tx, shopId, period, since);
    const unavailableBecause = cohorts.length + hidden === 0 ? sayReason(because("noCustomersEver")) : null;
    const members = await readMembers(page, period, cohorts, params, rowsPerPage);
    return { period, cohorts, hidden, together: cohortsTogether(cohorts), members, unavailableBecause };
  });
}

/** Null when the address names no cell that is shown. */
async function readMembers(
  { tx, shopId, segment }: OpenPage,
  period: CohortPeriod,
  cohorts: readonly PeriodCohort[],
  params: URLSearchParams,
  rowsPerPage: number,
): Promise<CohortMembers | null> {
  const cohort = cohorts.find(({ from }) => from === params.get("cohort"));
  const cell = cohort?.cells.find(({ offset }) => String(offset) === params.get("offset"));
  if (!cohort || !cell) return null;
  const { offset, buyers } = cell;
  const days = periodAfter(cohort.from, period, offset);
  const members = await readPage(
    pageNumber(params),
    buyers,
    (window) => readCohortMembers(tx, shopId, cohort, days, segment, window),
    rowsPerPage,
  );
  return { ...members, cohort: cohort.from, offset };
}
