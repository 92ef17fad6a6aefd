import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { UsageError } from "~/commands/command-line";
import { addDays, dayOf, HOUR_MS, isShopDay, startOfDay } from "~/domain/time/shop-time";
import type { EpochMs } from "../../store/records/values";
import { clockAt, clockAhead, type MovedClock } from "../app/moved-clock";

/** What is sold and how, and Shopify's kinds of records, are those of recent years. */
const EARLIEST = "2015-01-01";
const NOON_MS = 12 * HOUR_MS;
const KEPT_EVERY_MS = 5_000;

/**
 * The day of `--today`, if it is one that has come.
 *
 * @throws {UsageError} with one sentence.
 */
export function parseToday(text: string, timeZone: string, now: EpochMs): string {
  const newest = dayOf(now, timeZone);
  if (!isShopDay(text)) throw new UsageError(`--today must be a day such as ${newest}, not "${text}".`);
  if (text > newest) {
    throw new UsageError(`--today ${text} has not come yet in ${timeZone}; name a day up to ${newest}.`);
  }
  if (text < EARLIEST) {
    throw new UsageError(
      `--today ${text} lies before the first order any sample shop can have; name a day from ${EARLIEST} on.`,
    );
  }
  return text;
}

/** Noon of the day, by when something has happened on it; on the true day, where that is still to come, now. */
export function noonOf(day: string, timeZone: string, now: EpochMs): EpochMs {
  return Math.min(startOfDay(day, timeZone) + NOON_MS, now);
}

/** The last day that is over. */
export const dayBefore = (at: EpochMs, timeZone: string): string => addDays(dayOf(at, timeZone), -1);

/**
 * The clock of a demo: the true one, or one that begins at a moment. What was done before a pause must not lie in the
 * future after it, so a clock that was moved goes on from where it was left.
 *
 * @param file - remembers where that was.
 */
export function demoClock(beginsAt: EpochMs | null, file: string): { clock: MovedClock; stop(): void } {
  if (beginsAt === null) return { clock: clockAhead(0), stop: () => {} };
  const leftAt = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const clock = clockAt(Math.max(beginsAt, leftAt));
  const keep = () => writeFileSync(file, String(clock.now()));
  keep();
  const timer = setInterval(keep, KEPT_EVERY_MS);
  return {
    clock,
    stop() {
      clearInterval(timer);
      keep();
    },
  };
}
