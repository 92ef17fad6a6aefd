import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { currencyExponent } from "~/domain/money";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import { UNIT_TEXTS } from "~/words/parts/units";
import { wordsOf } from "~/words/words";

/** What stands where a number is not available. */
export const NOT_AVAILABLE = "–";

export interface FormatSettings {
  /** BCP 47, the reader's. */
  readonly locale: string;
  readonly currencyCode: string;
  /** IANA zone of the shop: times are always the shop's, whoever reads. */
  readonly timeZone: string;
}

/** Numbers, money and times as the reader writes them; `null` is shown as an en dash. */
export interface Formatters {
  readonly settings: FormatSettings;
  /** Minor units, to the currency's own precision. */
  money(minorUnits: number | null): string;
  /** Minor units, short enough for an axis: "€12K". */
  moneyShort(minorUnits: number | null): string;
  rate(fraction: number | null): string;
  /** Without decimals, of numbers that have none: "80%". */
  wholePercent(fraction: number): string;
  count(value: number | null): string;
  ratio(value: number | null): string;
  /** One decimal: "2.0". */
  decimal(value: number | null): string;
  days(value: number | null): string;
  metric(unit: MetricUnit, value: number | null): string;
  metricShort(unit: MetricUnit, value: number | null): string;
  /** How far a metric moved, without direction: points for rates, percent for money and counts. */
  changeAmount(unit: MetricUnit, amount: number): string;
  /** How far two rates lie apart, without direction: the difference of both as shown. */
  pointsBetween(now: number, before: number): string;
  /** "12 Nov 2026" */
  day(day: ShopDay): string;
  /** "12 Nov" */
  dayShort(day: ShopDay): string;
  /** "Nov 2026" */
  month(day: ShopDay): string;
  /** "14:05" in the shop's zone */
  time(moment: EpochMs): string;
  /** "12 Nov 2026, 14:05" in the shop's zone */
  dateTime(moment: EpochMs): string;
  /** True when both moments lie on one day of the shop. */
  isSameDay(a: EpochMs, b: EpochMs): boolean;
}

const PLAIN_PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1, useGrouping: false });

const PLAIN_DECIMAL = new Intl.NumberFormat("en", { maximumFractionDigits: 1, useGrouping: false });

/** Days as they are shown, which choose between one and many: 1.04 days read "1 day". */
const shownDays = (days: number) => Number.parseFloat(PLAIN_DECIMAL.format(Math.abs(days)));

/** A rate in percent, rounded as it is shown. */
const shownPercent = (fraction: number) => Number.parseFloat(PLAIN_PERCENT.format(fraction));

/** `Intl` rounds half away from zero, as every number here must. */
export function createFormatters(settings: FormatSettings): Formatters {
  const { locale, currencyCode, timeZone } = settings;
  const say = wordsOf(UNIT_TEXTS, locale);
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  // What `Intl` thinks of a currency's decimals is not what Shopify charges in.
  const decimals = currencyExponent(currencyCode);
  const money = number({
    style: "currency",
    currency: currencyCode,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const minorPerMajor = 10 ** decimals;
  const moneyShort = number({
    style: "currency",
    currency: currencyCode,
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  const rate = number({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rateShort = number({ style: "percent", maximumFractionDigits: 1 });
  const wholePercent = number({ style: "percent", maximumFractionDigits: 0 });
  const points = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const count = number({ maximumFractionDigits: 0 });
  const countShort = number({ notation: "compact", maximumFractionDigits: 1 });
  const ratio = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const oneDecimal = number({ maximumFractionDigits: 1 });
  // A shop day is a calendar date: it is formatted in UTC so that no zone moves it.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const dayShort = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const isoDay = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone });

  const orDash = (format: (value: number) => string) => (value: number | null) =>
    value === null ? NOT_AVAILABLE : format(value);
  const dayStart = (shopDay: ShopDay) => new Date(`${shopDay}T00:00:00Z`);

  const formatters = {
    settings,
    money: orDash((value) => money.format(value / minorPerMajor)),
    moneyShort: orDash((value) => moneyShort.format(value / minorPerMajor)),
    rate: orDash((value) => rate.format(value)),
    wholePercent: (value: number) => wholePercent.format(value),
    count: orDash((value) => count.format(value)),
    ratio: orDash((value) => ratio.format(value)),
    decimal: orDash((value) => points.format(value)),
    days: orDash((value) => say("days", { count: shownDays(value), shown: oneDecimal.format(value) })),
    changeAmount: (unit: MetricUnit, amount: number) => {
      const size = Math.abs(amount);
      switch (unit) {
        case "rate":
          return say("points", { shown: points.format(size * 100) });
        case "days":
          return formatters.days(size);
        case "ratio":
          return ratio.format(size);
        default:
          return rate.format(size);
      }
    },
    pointsBetween: (now: number, before: number) =>
      say("points", { shown: points.format(Math.abs(shownPercent(now) - shownPercent(before))) }),
    day: (shopDay: ShopDay) => day.format(dayStart(shopDay)),
    dayShort: (shopDay: ShopDay) => dayShort.format(dayStart(shopDay)),
    month: (shopDay: ShopDay) => month.format(dayStart(shopDay)),
    time: (moment: EpochMs) => time.format(moment),
    dateTime: (moment: EpochMs) => dateTime.format(moment),
    isSameDay: (a: EpochMs, b: EpochMs) => isoDay.format(a) === isoDay.format(b),
    metric: (unit: MetricUnit, value: number | null) => formatters[unit](value),
    metricShort: (unit: MetricUnit, value: number | null) => {
      if (unit === "money") return formatters.moneyShort(value);
      if (unit === "count") return value === null ? NOT_AVAILABLE : countShort.format(value);
      if (unit === "rate") return value === null ? NOT_AVAILABLE : rateShort.format(value);
      return formatters[unit](value);
    },
  };
  return formatters;
}

/** The first language the reader asks for that `Intl` knows; English otherwise. */
export function readerLocale(requested: string | null, acceptLanguage: string | null): string {
  const wanted = [requested, ...(acceptLanguage ?? "").split(",").map((part) => part.split(";")[0]?.trim())];
  for (const tag of wanted) {
    if (!tag || tag === "*") continue;
    try {
      const [supported] = Intl.NumberFormat.supportedLocalesOf(tag);
      if (supported) return supported;
    } catch {
      // Not a language tag: the next one may be.
    }
  }
  return "en";
}
