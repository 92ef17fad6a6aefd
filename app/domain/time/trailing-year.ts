import type { DayRange } from "./reporting-window";
import { addDays } from "./shop-time";

/** The 365 days that end with the range's last day. */
export function trailing365({ to }: DayRange): DayRange {
  return { from: addDays(to, -364), to };
}
