import type {
  CohortPeriod,
  CohortsTogether,
  PeriodCohort,
  PeriodCohortCell,
} from "~/domain/metrics/cohorts/period-cohorts";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { ShopDay } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/format/formatters";
import type { HeatColumn, HeatRow } from "~/ui/tables/heat-table";
import { COHORT_TEXTS } from "~/words/pages/cohorts";
import { wordsOf } from "~/words/words";
import type { CohortMeasure, CohortScale } from "./address";
import type { CohortsView } from "./customers";

/** How a cell is read: what, and whether per customer or of the whole cohort. */
export interface CohortReading {
  readonly measure: CohortMeasure;
  readonly scale: CohortScale;
}

type Counts = Pick<PeriodCohortCell, "buyers" | "orders" | "cumulativeValue">;

/** One cell as the reading wants it; null when the cohort is empty. */
function cohortValue(counts: Counts, customers: number, { measure, scale }: CohortReading): number | null {
  const amount = { returning: counts.buyers, orders: counts.orders, value: counts.cumulativeValue }[measure];
  if (scale === "absolute") return amount;
  return customers === 0 ? null : amount / customers;
}

function shown(value: number | null, { measure, scale }: CohortReading, format: Formatters): string {
  if (measure === "value") return scale === "share" ? format.money(value) : format.moneyShort(value);
  if (scale === "absolute") return format.count(value);
  return measure === "returning" ? format.rate(value) : format.ratio(value);
}

/** Rows and columns of the heat table: all cohorts together first, then the newest cohort down to the oldest. */
export function cohortTable(
  { cohorts, together, period, members }: Pick<CohortsView, "cohorts" | "together" | "period" | "members">,
  reading: CohortReading,
  format: Formatters,
  addressOf: (cohort: ShopDay, offset: number) => string,
): { columns: HeatColumn[]; rows: HeatRow[] } {
  const say = wordsOf(COHORT_TEXTS, format.settings.locale);
  const longest = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  const heatOf = heatScale(cohorts, reading);
  const totals: HeatRow[] =
    reading.scale === "share" && together.length > 0 && cohorts.length > 1
      ? [togetherRow(cohorts, together, reading, format)]
      : [];
  return {
    columns: Array.from({ length: longest }, (_, offset) => ({
      key: String(offset),
      label: say(`column.${period}`, { offset: format.count(offset) }),
    })),
    rows: [
      ...totals,
      ...cohorts.toReversed().map(({ from, customers, cells }) => ({
        key: from,
        label: cohortName(from, period, format),
        size: customers < FEW_DATA ? say("few", { customers: format.count(customers) }) : format.count(customers),
        cells: cells.map((cell) => {
          const value = cohortValue(cell, customers, reading);
          return cell.isComplete
            ? {
                text: shown(value, reading, format),
                heat: heatOf(cell.offset, value),
                ...(cell.buyers > 0 && { to: addressOf(from, cell.offset) }),
                isCurrent: members?.cohort === from && members.offset === cell.offset,
              }
            : { text: "", heat: null, isIncomplete: true };
        }),
      })),
    ],
  };
}

function togetherRow(
  cohorts: readonly PeriodCohort[],
  together: readonly CohortsTogether[],
  reading: CohortReading,
  format: Formatters,
): HeatRow {
  return {
    key: "together",
    label: wordsOf(COHORT_TEXTS, format.settings.locale)("together"),
    size: format.count(cohorts.reduce((sum, { customers }) => sum + customers, 0)),
    cells: together.map((cell) => ({
      text: shown(cohortValue(cell, cell.customers, reading), reading, format),
      heat: null,
    })),
    isTotal: true,
  };
}

/**
 * Where a value lies among all complete cells. The period of the first purchase would outshine the rest, so that it is
 * left pale unless value adds up.
 */
function heatScale(cohorts: readonly PeriodCohort[], reading: CohortReading) {
  const isCumulative = reading.measure === "value";
  const values = cohorts.flatMap(({ customers, cells }) =>
    cells
      .filter(({ offset, isComplete }) => isComplete && (isCumulative || offset > 0))
      .flatMap((cell) => cohortValue(cell, customers, reading) ?? []),
  );
  const lowest = isCumulative ? Math.min(...values) : 0;
  const spread = Math.max(...values) - lowest;
  return (offset: number, value: number | null): number | null => {
    if (value === null || (!isCumulative && offset === 0)) return null;
    return spread > 0 ? Math.max(0, (value - lowest) / spread) : 0;
  };
}

/** "Mar 2026", "Q1 2026", or the first day of a week. */
export function cohortName(from: ShopDay, period: CohortPeriod, format: Formatters): string {
  if (period === "month") return format.month(from);
  if (period === "week") return format.day(from);
  return wordsOf(COHORT_TEXTS, format.settings.locale)("quarter", {
    quarter: String(Math.ceil(Number(from.slice(5, 7)) / 3)),
    year: from.slice(0, 4),
  });
}
