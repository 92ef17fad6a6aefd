import {
  MINUTE_MS,
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfDay,
  firstDayOfMonth,
  isShopDay,
  lastDayOfMonth,
  minuteOfDay,
  monthOf,
  startOfDay,
  yearBefore,
  type EpochMs,
  type ShopDay,
  type ShopMonth,
} from "./shop-time";
import type { Problem } from "~/words/parts/problems";

/** A half-open range of shop days: from local midnight of `from` to local midnight after `to`. */
export interface DayRange {
  readonly from: ShopDay;
  /** Inclusive last day. */
  readonly to: ShopDay;
}

/** Whether a day lies in a range. */
export function isWithin(day: ShopDay, { from, to }: DayRange): boolean {
  return day >= from && day <= to;
}

export const COMPARISONS = ["previous_period", "previous_year", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What a page or report looks at. */
export interface ReportingWindow {
  readonly range: DayRange;
  readonly timeZone: string;
  readonly asOf: EpochMs;
}

/** The ranges a page offers, in its order. Those named "this" and "today" are still running. */
export const RANGE_PRESETS = [
  "today",
  "yesterday",
  "last_7_days",
  "last_30_days",
  "last_90_days",
  "last_365_days",
  "this_month",
  "last_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
  "since_installation",
  "custom",
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

const DEFAULT_PRESET: RangePreset = "last_30_days";

/** An earlier range to compare with. */
export interface ComparisonRange extends DayRange {
  /** Set when the range is still running: the earlier one is then counted only up to this moment of its last day. */
  readonly until: EpochMs | null;
}

/** Why a field could not be used; the default then stands in its place. */
export type WindowErrors = Readonly<Partial<Record<"range" | "from" | "to" | "compare", Problem>>>;

/** What the address of a page asks for. */
export interface ParsedWindow {
  readonly window: ReportingWindow;
  readonly preset: RangePreset;
  readonly comparison: Comparison;
  readonly comparisonRange: ComparisonRange | null;
  /** Whether the range's last day is not over yet. */
  readonly isRunning: boolean;
  readonly errors: WindowErrors;
}

/** What a window is parsed against. */
export interface WindowClock {
  readonly timeZone: string;
  readonly now: EpochMs;
  /** Null when the app does not know when it was installed. */
  readonly installedAt: EpochMs | null;
}

/** Shopify opened in 2006; an earlier day is a slip of the keyboard. */
const FIRST_YEAR = 2000;

/**
 * Reads `range`, `from`, `to`, `compare` and `align` of a page's address. What cannot be used gives a problem of its
 * field and the default: the last 30 full days, compared with the 30 before.
 */
export function parseReportingWindow(params: URLSearchParams, clock: WindowClock): ParsedWindow {
  const today = dayOf(clock.now, clock.timeZone);
  const errors: { -readonly [Field in keyof WindowErrors]: WindowErrors[Field] } = {};
  const asked = askedPreset(params);
  let preset = isPreset(asked) ? asked : DEFAULT_PRESET;
  if (!isPreset(asked)) errors.range = { key: "noSuchRange", values: { asked } };
  let range = presetRange(preset, today, clock);
  if (preset === "custom") {
    const custom = parseCustomRange(params.get("from"), params.get("to"), today);
    if ("range" in custom) range = custom.range;
    else {
      Object.assign(errors, custom.errors);
      preset = DEFAULT_PRESET;
      range = presetRange(preset, today, clock);
    }
  }
  const comparison = parseComparison(params.get("compare"), errors);
  return {
    window: { range, timeZone: clock.timeZone, asOf: clock.now },
    preset,
    comparison,
    comparisonRange: comparisonRange(range, preset, comparison, params.get("align") === "weekday", clock),
    isRunning: range.to >= today,
    errors,
  };
}

/** What a page shows where nobody chose: the last 30 full days. */
export function defaultRange({ now, timeZone }: Pick<WindowClock, "now" | "timeZone">): DayRange {
  return presetRange(DEFAULT_PRESET, dayOf(now, timeZone), { now, timeZone, installedAt: null });
}

/** The same number of days, ending the day before the range starts. */
export function previousPeriod({ from, to }: DayRange): DayRange {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
}

/** The same dates one year earlier; 29 February maps to 28 February. */
export function previousYear({ from, to }: DayRange): DayRange {
  return { from: yearBefore(from), to: yearBefore(to) };
}

/** Days in the range, both ends included. */
export function daysIn({ from, to }: DayRange): number {
  return daysBetween(from, to) + 1;
}

function askedPreset(params: URLSearchParams): string {
  const named = params.get("range");
  if (named) return named;
  return params.has("from") || params.has("to") ? "custom" : DEFAULT_PRESET;
}

function isPreset(text: string): text is RangePreset {
  return RANGE_PRESETS.some((preset) => preset === text);
}

function presetRange(preset: RangePreset, today: ShopDay, clock: WindowClock): DayRange {
  const yesterday = addDays(today, -1);
  const month = monthOf(today);
  const quarter = quarterOf(month);
  const year = today.slice(0, 4);
  const lastDays = (days: number): DayRange => ({ from: addDays(today, -days), to: yesterday });
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return lastDays(1);
    case "last_7_days":
      return lastDays(7);
    case "last_30_days":
    case "custom":
      return lastDays(30);
    case "last_90_days":
      return lastDays(90);
    case "last_365_days":
      return lastDays(365);
    case "this_month":
      return { from: firstDayOfMonth(month), to: today };
    case "last_month":
      return wholeMonths(addMonths(month, -1), 1);
    case "this_quarter":
      return { from: firstDayOfMonth(quarter), to: today };
    case "last_quarter":
      return wholeMonths(addMonths(quarter, -3), 3);
    case "this_year":
      return { from: `${year}-01-01`, to: today };
    case "last_year":
      return wholeMonths(addMonths(`${year}-01`, -12), 12);
    case "since_installation":
      return { from: clock.installedAt === null ? today : dayOf(clock.installedAt, clock.timeZone), to: today };
  }
}

function wholeMonths(first: ShopMonth, months: number): DayRange {
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(addMonths(first, months - 1)) };
}

function quarterOf(month: ShopMonth): ShopMonth {
  const number = Number(month.slice(5)) - 1;
  return addMonths(month, -(number % 3));
}

function parseCustomRange(
  from: string | null,
  to: string | null,
  today: ShopDay,
): { range: DayRange } | { errors: Pick<WindowErrors, "from" | "to"> } {
  const errors: { from?: Problem; to?: Problem } = {};
  if (!from || !isUsableDay(from)) errors.from = { key: "firstDay" };
  if (!to || !isUsableDay(to)) errors.to = { key: "lastDay" };
  if (!from || !to || errors.from || errors.to) return { errors };
  if (from > to) return { errors: { to: { key: "lastBeforeFirst" } } };
  if (from > today) return { errors: { from: { key: "inFuture" } } };
  return { range: { from, to: to > today ? today : to } };
}

function isUsableDay(text: string): boolean {
  return isShopDay(text) && Number(text.slice(0, 4)) >= FIRST_YEAR;
}

function parseComparison(asked: string | null, errors: { compare?: Problem }): Comparison {
  if (asked === null || asked === "") return "previous_period";
  const known = COMPARISONS.find((comparison) => comparison === asked);
  if (known) return known;
  errors.compare = { key: "noSuchComparison", values: { asked } };
  return "previous_period";
}

function comparisonRange(
  range: DayRange,
  preset: RangePreset,
  comparison: Comparison,
  isWeekdayAligned: boolean,
  clock: WindowClock,
): ComparisonRange | null {
  if (comparison === "none") return null;
  const today = dayOf(clock.now, clock.timeZone);
  let earlier: DayRange;
  if (comparison === "previous_period") earlier = runningPreviousPeriod(range, preset) ?? previousPeriod(range);
  else if (isWeekdayAligned) earlier = { from: addDays(range.from, -364), to: addDays(range.to, -364) };
  else earlier = previousYear(range);
  return { ...earlier, until: range.to === today ? sameTimeOf(earlier.to, clock) : null };
}

/**
 * "This month" is compared with the same elapsed days of last month, not with the days just before it; where last
 * month is shorter, with all of it.
 */
function runningPreviousPeriod({ from, to }: DayRange, preset: RangePreset): DayRange | null {
  const months = { this_month: 1, this_quarter: 3, this_year: 12 }[preset as string];
  if (months === undefined) return null;
  const start = firstDayOfMonth(addMonths(monthOf(from), -months));
  const sameElapsed = preset === "this_year" ? yearBefore(to) : addDays(start, daysBetween(from, to));
  const lastDay = addDays(from, -1);
  return { from: start, to: sameElapsed > lastDay ? lastDay : sameElapsed };
}

/** The moment of `day` at which the shop's clock shows what it shows now, so that both ranges ran equally long. */
function sameTimeOf(day: ShopDay, { now, timeZone }: WindowClock): EpochMs {
  const minutes = minuteOfDay(now, timeZone);
  const guess = startOfDay(day, timeZone) + minutes * MINUTE_MS;
  // The clock may have changed since midnight; where it skips the time, the moment after the gap stands.
  const moved = guess + (minutes - minuteOfDay(guess, timeZone)) * MINUTE_MS;
  return Math.min(Math.max(moved, startOfDay(day, timeZone)), endOfDay(day, timeZone));
}
