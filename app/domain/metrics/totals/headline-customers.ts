import { addDays, type ShopDay } from "~/domain/time/shop-time";
import type { DayRange } from "~/domain/time/reporting-window";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { MatureCustomers, ValueHorizon } from "./totals";

/** Horizons the headline card may take, the longest that enough customers have reached. */
const HEADLINE_HORIZONS_DAYS = [365, 180, 90, 60, 30] as const satisfies readonly ValueHorizon[];
export type HeadlineHorizon = (typeof HEADLINE_HORIZONS_DAYS)[number];
const SHORTEST: HeadlineHorizon = 30;

/** How many days of acquisition a trailing customer value is taken over. */
export const TRAILING_DAYS = 365;

/** The 365 days of acquisition that ended `horizonDays` before a day: all their customers have reached that horizon. */
export function trailingRange(asOfDay: ShopDay, horizonDays: number): DayRange {
  const to = addDays(asOfDay, -horizonDays);
  return { from: addDays(to, 1 - TRAILING_DAYS), to };
}

/** The customer value that stands for a shop, and those it is measured by. */
export interface HeadlineCustomers {
  /** The longest that enough customers have reached; the shortest where none has. */
  readonly horizon: HeadlineHorizon;
  readonly isReached: boolean;
  readonly acquired: DayRange;
  readonly mature: MatureCustomers;
}

/** Tries horizons from the longest down; `read` counts those who were acquired in the days and are that old. */
export async function headlineCustomers(
  today: ShopDay,
  read: (acquired: DayRange, horizon: HeadlineHorizon) => Promise<MatureCustomers>,
): Promise<HeadlineCustomers> {
  for (const horizon of HEADLINE_HORIZONS_DAYS) {
    const acquired = trailingRange(today, horizon);
    const mature = await read(acquired, horizon);
    const isReached = mature.customers >= FEW_DATA;
    if (isReached || horizon === SHORTEST) return { horizon, isReached, acquired, mature };
  }
  throw new Error("the shortest horizon is one of the headline's");
}
