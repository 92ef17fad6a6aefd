/** Months ahead that are forecast. */
export const FORECAST_MONTHS = [6, 12, 24] as const;
export type ForecastMonths = (typeof FORECAST_MONTHS)[number];

/** Mean length of a month: a year of 365.25 days in twelve parts. */
export const DAYS_PER_MONTH = 30.4375;
