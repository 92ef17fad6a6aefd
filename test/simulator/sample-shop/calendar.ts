import { gamma, type Random, WeightedChoice } from "./random";

const DAY_MS = 86_400_000;

export const HISTORY_DAYS = 730;

const YEARLY_GROWTH = 1.35;
const DAY_NOISE = 0.12;
/** No day strays further from its demand than so many standard deviations; what is cut falls to all days alike. */
const FURTHEST_STRAY = 1.5;

// Monday first.
const WEEKDAY = [1.05, 1.0, 0.97, 0.98, 0.93, 0.92, 1.15];

const WORKDAY_HOURS = [
  0.6, 0.3, 0.2, 0.15, 0.2, 0.6, 1.6, 2.8, 3.8, 4.6, 5.0, 5.2, 5.6, 5.0, 4.6, 4.4, 4.6, 5.2, 6.2, 7.4, 8.6, 8.4, 5.6,
  2.2,
];
const WEEKEND_HOURS = [
  0.9, 0.5, 0.3, 0.2, 0.2, 0.3, 0.8, 1.8, 3.6, 5.8, 7.2, 7.4, 6.8, 6.2, 6.0, 6.0, 6.2, 6.4, 6.8, 7.2, 7.6, 6.8, 4.6,
  2.0,
];

/** One local day of the shop. */
export interface ShopDate {
  readonly index: number;
  readonly date: string;
  /** Local midnight and the one after it, as epoch milliseconds; 23 to 25 hours apart. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isWeekend: boolean;
  readonly dayOfYear: number;
}

/** The two years of a sample shop: its local days, how many orders each brings, and how demand swells over the year. */
export interface Calendar {
  readonly days: readonly ShopDate[];
  readonly endsAt: number;
  /** Orders of each day; they add up to the number asked for. */
  readonly ordersPerDay: Int32Array;
  /** The day on which `demand` days' worth of average demand after the start of `fromDay` has passed, or null beyond the end. */
  dayAfter(fromDay: number, demand: number): number | null;
  /** A moment of the day with the hours shoppers keep. */
  momentIn(random: Random, day: ShopDate): number;
}

export function parseDay(text: string): number {
  const epochMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(epochMs) || new Date(epochMs).toISOString().slice(0, 10) !== text) {
    throw new RangeError(`"${text}" is not a calendar day like 2026-01-31`);
  }
  return epochMs;
}

/** Finds local midnights of a time zone. */
function localMidnight(timeZone: string): (utcMidnight: number) => number {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const offsetAt = (epochMs: number) => {
    const part = Object.fromEntries(clock.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - epochMs;
  };
  return (utcMidnight) => {
    // The offset in force just before the midnight is refined once by the offset at the candidate itself.
    const candidate = utcMidnight - offsetAt(utcMidnight);
    return utcMidnight - offsetAt(candidate);
  };
}

/** Yearly season of demand, 1 on average: an autumn and Christmas peak, a calm late winter and summer. */
function season(dayOfYear: number): number {
  const wave = 1 + 0.16 * Math.cos((2 * Math.PI * (dayOfYear - 325)) / 365);
  const bump = (centre: number, width: number, height: number) =>
    height * Math.exp(-(((dayOfYear - centre) / width) ** 2));
  const blackFriday = bump(331, 3.5, 0.75);
  const christmas = bump(344, 10, 0.55);
  const afterChristmas = bump(360, 3, -0.55);
  const autumn = bump(285, 20, 0.12);
  const summer = bump(205, 24, -0.14);
  return wave + blackFriday + christmas + afterChristmas + autumn + summer;
}

/** The `HISTORY_DAYS` local days that end with `lastDay`, both as calendar days of the shop. */
export function buildCalendar(
  random: Random,
  options: { readonly orders: number; readonly lastDay: string; readonly timeZone: string },
): Calendar {
  const last = parseDay(options.lastDay);
  const midnight = localMidnight(options.timeZone);
  const starts = Array.from({ length: HISTORY_DAYS + 1 }, (_, index) =>
    midnight(last + (index + 1 - HISTORY_DAYS) * DAY_MS),
  );
  const days = starts.slice(0, -1).map((startsAt, index): ShopDate => {
    const utc = new Date(last + (index + 1 - HISTORY_DAYS) * DAY_MS);
    const weekday = (utc.getUTCDay() + 6) % 7;
    return {
      index,
      date: utc.toISOString().slice(0, 10),
      startsAt,
      endsAt: starts[index + 1] ?? startsAt + DAY_MS,
      isWeekend: weekday >= 5,
      dayOfYear: Math.floor((utc.getTime() - Date.UTC(utc.getUTCFullYear(), 0, 1)) / DAY_MS),
    };
  });

  const demand = days.map(({ date, dayOfYear }) => {
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
    return season(dayOfYear) * (WEEKDAY[weekday] ?? 1);
  });
  const passed = new Float64Array(HISTORY_DAYS + 1);
  demand.forEach((value, index) => (passed[index + 1] = (passed[index] ?? 0) + value));

  return {
    days,
    endsAt: starts[HISTORY_DAYS] ?? last,
    ordersPerDay: spread(random, demand, options.orders),
    dayAfter(fromDay, amount) {
      const target = (passed[fromDay] ?? 0) + amount;
      if (target >= (passed[HISTORY_DAYS] ?? 0)) return null;
      let low = fromDay;
      let high = HISTORY_DAYS - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((passed[middle] ?? 0) <= target) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    momentIn(source, day) {
      const hour = (day.isWeekend ? weekendHours : workdayHours).pick(source);
      const share = (hour + source.next()) / 24;
      return Math.floor((day.startsAt + share * (day.endsAt - day.startsAt)) / 1000) * 1000;
    },
  };
}

const workdayHours = new WeightedChoice(WORKDAY_HOURS);
const weekendHours = new WeightedChoice(WEEKEND_HOURS);

/** Splits the orders over the days by demand, growth and chance, exactly. */
function spread(random: Random, demand: readonly number[], orders: number): Int32Array {
  const grown = demand.map((value, index) => value * YEARLY_GROWTH ** (index / 365));
  const total = grown.reduce((sum, value) => sum + value, 0);
  const noisy = grown.map((value) => {
    const mean = (orders * value) / total;
    if (mean === 0) return 0;
    const shape = 1 / (DAY_NOISE ** 2 + 1 / mean);
    const stray = FURTHEST_STRAY / Math.sqrt(shape);
    return mean * Math.min(Math.max(gamma(random, shape, 1 / shape), 1 - stray), 1 + stray);
  });
  const noisyTotal = noisy.reduce((sum, value) => sum + value, 0);
  const perDay = new Int32Array(demand.length);
  let sum = 0;
  let given = 0;
  noisy.forEach((value, index) => {
    sum += value;
    const until = index === demand.length - 1 ? orders : Math.round((orders * sum) / noisyTotal);
    perDay[index] = until - given;
    given = until;
  });
  return perDay;
}
