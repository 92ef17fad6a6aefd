import { arrivalOutlook, outlookRange } from "~/domain/clv/arrivals/outlook";
import { arrivalsByMonth } from "~/domain/clv/arrivals/arrivals-by-month";
import { ARRIVAL_FORECASTS, type ArrivalForecastName } from "~/domain/clv/arrivals/choose-arrivals";
import { OUTLOOK_PARTS, type OutlookPart, partOf } from "~/domain/clv/arrivals/outlook-spread";
import { outlookShortage, QUIET_MONTHS } from "~/domain/clv/arrivals/outlook-readiness";
import { outlookCame } from "~/domain/clv/arrivals/outlook-sums";
import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { quantile } from "~/domain/numeric/quantile";
import { type PastForecast, pastForecasts } from "./past-forecasts";

const ARRIVAL_HORIZONS = [3, 6, 12] as const;

/** A sum that was forecast on a day of the past, and what it came to. */
export interface JudgedOutlook {
  readonly of: OutlookPart;
  readonly months: number;
  /** Whether the app would have shown it, or found the history too short. */
  readonly isShown: boolean;
  /** ln(actual / forecast). */
  readonly error: number;
  readonly isInside: boolean;
  /** Of the range over the forecast. */
  readonly width: number;
  /** Of new customers: errors of each way to forecast them. */
  readonly byName: Readonly<Partial<Record<ArrivalForecastName, number>>>;
}

/** How forecasts of one sum over so many months came out. */
export interface OutlookScore {
  readonly of: OutlookPart;
  readonly months: number;
  readonly forecasts: number;
  readonly covered: number;
  readonly medianWidth: number;
  /** Root mean square of ln(actual / forecast), and its mean. */
  readonly error: number;
  readonly bias: number;
  readonly byName: Readonly<Partial<Record<ArrivalForecastName, number>>>;
}

const NAMES = Object.keys(ARRIVAL_FORECASTS) as ArrivalForecastName[];

/**
 * Forecasts the new customers of a log on every third month of its history as the app would have done on that day, and
 * compares them, what they bring and what the whole shop brings with what came.
 */
export function judgeArrivals(log: PurchaseLog): JudgedOutlook[] {
  return Array.from(pastForecasts(log), (past) => judgeDay(log, past)).flat();
}

function judgeDay(log: PurchaseLog, { now, models, modelsAt, choice, isKnown }: PastForecast): JudgedOutlook[] {
  const { value } = choice;
  const arrivals = arrivalsByMonth(log, now);
  // Of shops that win nobody any more the app says so.
  if (sum(arrivals.slice(-QUIET_MONTHS)) === 0) return [];
  const isShown = outlookShortage(arrivals) === null;
  return ARRIVAL_HORIZONS.flatMap((months) => {
    const days = months * DAYS_PER_MONTH;
    if (!isKnown(days)) return [];
    const outlook = arrivalOutlook(log, models, modelsAt, value, months);
    const existing = models.forecast(value, days).values.reduce((sum, amount) => sum + amount, 0);
    const expected = { newCustomers: sum(outlook.newCustomers), existing, arriving: sum(outlook.value) };
    const came = outlookCame(log, now, days);
    return OUTLOOK_PARTS.flatMap((of): JudgedOutlook[] => {
      const [said, actual] = [partOf(of, expected), partOf(of, came)];
      const range = outlookRange(outlook.past, of, said, months);
      if (range === null) return [];
      const byName =
        of === "newCustomers"
          ? Object.fromEntries(
              NAMES.map((name) => [name, logError(sum(ARRIVAL_FORECASTS[name](arrivals, months)), actual)]),
            )
          : {};
      const isInside = range[0] <= actual && actual <= range[1];
      return [
        { of, months, isShown, error: logError(said, actual), isInside, width: (range[1] - range[0]) / said, byName },
      ];
    });
  });
}

const logError = (said: number, actual: number) => Math.log((Math.max(0, actual) + 0.5) / (said + 0.5));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const rootMeanSquare = (errors: readonly number[]) =>
  Math.sqrt(sum(errors.map((error) => error * error)) / errors.length);

/** By what is forecast and for how many months. */
export function arrivalScores(judged: readonly JudgedOutlook[]): OutlookScore[] {
  return OUTLOOK_PARTS.flatMap((of) =>
    ARRIVAL_HORIZONS.flatMap((months): OutlookScore[] => {
      const own = judged.filter((each) => each.of === of && each.months === months);
      if (own.length === 0) return [];
      const widths = own.map(({ width }) => width).sort((one, other) => one - other);
      const names = NAMES.filter((name) => own[0]!.byName[name] !== undefined);
      return [
        {
          of,
          months,
          forecasts: own.length,
          covered: own.filter(({ isInside }) => isInside).length,
          medianWidth: quantile(widths, 0.5)!,
          error: rootMeanSquare(own.map(({ error }) => error)),
          bias: sum(own.map(({ error }) => error)) / own.length,
          byName: Object.fromEntries(
            names.map((name) => [name, rootMeanSquare(own.map((each) => each.byName[name]!))]),
          ),
        },
      ];
    }),
  );
}
