/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** A calendar day of the shop, `YYYY-MM-DD`, cut in the shop's IANA time zone. */
export type ShopDay = string;

/** A calendar month of the shop, `YYYY-MM`. */
export type ShopMonth = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** 24 hours; a shop day may have 23 or 25. */
export const DAY_MS = 86_400_000;

/** One zone's formatter and the offsets already asked for: formatting costs microseconds, and orders come in millions. */
interface ZoneClock {
  readonly formatter: Intl.DateTimeFormat;
  /** Offset by hour since the epoch, for hours throughout which it does not change. */
  readonly offsetByHour: Map<number, number>;
}

const clocks = new Map<string, ZoneClock>();
const MAX_CACHED_HOURS = 200_000;

/** The shop day an instant falls on. */
export function dayOf(instant: EpochMs, timeZone: string): ShopDay {
  return dayFromNumber(Math.floor((instant + offsetAt(instant, timeZone)) / DAY_MS));
}

/** Minutes past local midnight on the clock of the shop at an instant, with fractions. */
export function minuteOfDay(instant: EpochMs, timeZone: string): number {
  const local = instant + offsetAt(instant, timeZone);
  return (local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS;
}

/**
 * The first instant of a shop day: local midnight, or the end of the gap where the clock skips it.
 *
 * @throws {RangeError} if `day` is not a calendar day.
 */
export function startOfDay(day: ShopDay, timeZone: string): EpochMs {
  const number = dayNumber(day);
  const wall = number * DAY_MS;
  const before = offsetAt(wall - DAY_MS, timeZone);
  const after = offsetAt(wall + DAY_MS, timeZone);
  if (before === after) return wall - before;
  // The clock changes within a day of this midnight: search for the first instant on or after `day`.
  let low = wall - Math.max(before, after) - DAY_MS;
  let high = wall - Math.min(before, after) + DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetAt(middle, timeZone) < wall) low = middle;
    else high = middle;
  }
  return high;
}

/** The instant at which the following day starts; the day is over from here on. */
export function endOfDay(day: ShopDay, timeZone: string): EpochMs {
  return startOfDay(addDays(day, 1), timeZone);
}

/** Days since 1970-01-01, for arithmetic. @throws {RangeError} if `day` is not a calendar day. */
export function dayNumber(day: ShopDay): number {
  const at = isShopDay(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`not a calendar day: ${JSON.stringify(day)}`);
  return at / DAY_MS;
}

export function dayFromNumber(number: number): ShopDay {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Whether `text` is a day of the calendar between the years 1 and 9999, written `YYYY-MM-DD`. */
export function isShopDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith("0000")) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function addDays(day: ShopDay, days: number): ShopDay {
  return dayFromNumber(dayNumber(day) + days);
}

/** Days from `from` to `to`: 1 when `to` is the day after. */
export function daysBetween(from: ShopDay, to: ShopDay): number {
  return dayNumber(to) - dayNumber(from);
}

export function monthOf(day: ShopDay): ShopMonth {
  return day.slice(0, 7);
}

export function addMonths(month: ShopMonth, months: number): ShopMonth {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const index = year * 12 + number - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((((index % 12) + 12) % 12) + 1).padStart(2, "0")}`;
}

/** Calendar months from `from` to `to`: 1 when `to` is the next month. */
export function monthsBetween(from: ShopMonth, to: ShopMonth): number {
  const index = (month: ShopMonth): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return index(to) - index(from);
}

export function firstDayOfMonth(month: ShopMonth): ShopDay {
  return `${month}-01`;
}

export function lastDayOfMonth(month: ShopMonth): ShopDay {
  return addDays(firstDayOfMonth(addMonths(month, 1)), -1);
}

/** The same date one year earlier; 29 February becomes 28 February. */
export function yearBefore(day: ShopDay): ShopDay {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, "0");
  const moved = year + day.slice(4);
  return isShopDay(moved) ? moved : `${year}-02-28`;
}

/** Milliseconds to add to UTC to read the wall clock of `timeZone`. */
function offsetAt(instant: EpochMs, timeZone: string): number {
  const clock = clockOf(timeZone);
  const hour = Math.floor(instant / HOUR_MS);
  const known = clock.offsetByHour.get(hour);
  if (known !== undefined) return known;
  const offset = measureOffset(hour * HOUR_MS, clock);
  if (offset !== measureOffset((hour + 1) * HOUR_MS - 1000, clock)) return measureOffset(instant, clock);
  if (clock.offsetByHour.size >= MAX_CACHED_HOURS) clock.offsetByHour.clear();
  clock.offsetByHour.set(hour, offset);
  return offset;
}

function measureOffset(instant: EpochMs, clock: ZoneClock): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  const read: Record<string, number> = {};
  for (const { type, value } of clock.formatter.formatToParts(seconds)) read[type] = Number(value);
  const wall = Date.UTC(read.year ?? 0, (read.month ?? 1) - 1, read.day, read.hour, read.minute, read.second);
  return wall - seconds;
}

function clockOf(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clock = { formatter, offsetByHour: new Map() };
    clocks.set(timeZone, clock);
  }
  return clock;
}
