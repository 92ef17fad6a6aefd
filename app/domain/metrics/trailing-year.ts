import type { DayRange } from "~/domain/time/reporting-window";
import { addDays } from "~/domain/time/shop-time";

/** The 365 days that end with the range's last day. */
export function trailing365({ to }: DayRange): DayRange {
  return { from: addDays(to, -364), to };
}
