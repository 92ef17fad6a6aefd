import type { EpochMs } from "../store/records/values";
import { offsetMinutes } from "../time/time-text";

/** Days of the shop, both included. */
export interface DayRange {
  readonly since: string;
  readonly until: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The first moment of a day of the shop. */
export function startOf(day: string, timeZone: string): EpochMs {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - offsetMinutes(midnight, timeZone) * MINUTE_MS;
  return midnight - offsetMinutes(guess, timeZone) * MINUTE_MS;
}

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** From the first moment of the range up to the first one after it. */
export function momentsOf({ since, until }: DayRange, timeZone: string): { from: EpochMs; before: EpochMs } {
  return { from: startOf(since, timeZone), before: startOf(dayAfter(until), timeZone) };
}
