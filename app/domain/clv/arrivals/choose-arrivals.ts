import { forecastArrivals } from "./arrival-model";

/** A way to say how many new customers each of the next months brings, from those of the months before. */
type ArrivalForecast = (arrivals: readonly number[], ahead: number) => number[];

const YEAR_MONTHS = 12;

/** The first is used unless another was clearly nearer. */
export const ARRIVAL_FORECASTS = {
  structural: forecastArrivals,
  "same-month": (arrivals, ahead) =>
    Array.from({ length: ahead }, (_, month) => {
      const yearAgo = arrivals.length - YEAR_MONTHS + (month % YEAR_MONTHS);
      return arrivals[yearAgo] ?? mean(arrivals);
    }),
  "mean-12": (arrivals, ahead) => new Array<number>(ahead).fill(mean(arrivals.slice(-YEAR_MONTHS))),
  "mean-3": (arrivals, ahead) => new Array<number>(ahead).fill(mean(arrivals.slice(-3))),
} as const satisfies Readonly<Record<string, ArrivalForecast>>;

export type ArrivalForecastName = keyof typeof ARRIVAL_FORECASTS;
const NAMES = Object.keys(ARRIVAL_FORECASTS) as ArrivalForecastName[];

/** Another must have been nearer by this factor: a smaller gain is mostly chance. */
const CLEARLY = 0.9;
const MOST_CUTS = 12;
const LEAST_CUTS = 4;
const LEAST_MONTHS_BEFORE = 6;

/**
 * Which forecast of new customers was nearest on the shop's own history: by the mean squared ln(actual / forecast) of
 * totals over a third of the history, `ahead` months at most, at cuts a month apart in its last two thirds.
 */
export function chooseArrivals(arrivals: readonly number[], ahead: number): ArrivalForecastName {
  const length = Math.min(ahead, Math.floor(arrivals.length / 3));
  const errors = new Map<ArrivalForecastName, number>(NAMES.map((name) => [name, 0]));
  const earliest = Math.max(LEAST_MONTHS_BEFORE, arrivals.length / 3);
  let cuts = 0;
  for (let cut = arrivals.length - length; cut >= earliest && cuts < MOST_CUTS; cut--, cuts++) {
    const actual = sum(arrivals.slice(cut, cut + length));
    for (const name of NAMES) {
      const forecast = sum(ARRIVAL_FORECASTS[name](arrivals.slice(0, cut), length));
      errors.set(name, errors.get(name)! + Math.log((actual + 0.5) / (forecast + 0.5)) ** 2);
    }
  }
  if (cuts < LEAST_CUTS) return "structural";
  const best = NAMES.reduce((one, other) => (errors.get(other)! < errors.get(one)! ? other : one));
  return errors.get(best)! < CLEARLY ** 2 * errors.get("structural")! ? best : "structural";
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;
