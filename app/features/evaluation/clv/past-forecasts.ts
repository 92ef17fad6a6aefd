import { backTestCuts } from "~/domain/clv/back-test/back-test";
import { chooseForecast, type ForecastChoice } from "~/domain/clv/back-test/choose-forecast";
import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import { forecastShortage } from "~/domain/clv/log/forecast-readiness";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { repeatersIn } from "~/domain/clv/log/snapshot";
import { type ShopModels, shopModelsAt } from "~/domain/clv/shop-models";
import { once } from "~/domain/once";
import { dayFromNumber } from "~/domain/time/shop-time";

/** What the app would have gone by on a day of the past, with what was known then. */
export interface PastForecast {
  /** Of the log. */
  readonly firstDay: number;
  /** Day number of the day. */
  readonly now: number;
  readonly models: ShopModels;
  /** At the end of that day or an earlier one. */
  readonly modelsAt: (day: number) => ShopModels;
  readonly choice: ForecastChoice;
  /** Whether the log goes on for so many days, so that what came of them is known. */
  readonly isKnown: (days: number) => boolean;
}

const STEP_DAYS = 3 * DAYS_PER_MONTH;

/** Every third month of a log's history on which the app would have shown a forecast, newest first. */
export function* pastForecasts(log: PurchaseLog): Generator<PastForecast> {
  const lastDay = log.days.reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY);
  const firstDay = log.days.reduce((first, day) => Math.min(first, day), Number.POSITIVE_INFINITY);
  const options = { hasPrior: true };
  for (let back = 1; lastDay - Math.round(back * STEP_DAYS) > firstDay; back++) {
    const now = lastDay - Math.round(back * STEP_DAYS);
    const modelsAt = once((day: number) => shopModelsAt(log, day, options));
    const models = modelsAt(now);
    const basis = {
      customers: models.snapshot.at.count,
      repeaters: repeatersIn(models.snapshot),
      firstDay: dayFromNumber(firstDay),
    };
    if (forecastShortage(basis, dayFromNumber(now))) continue;
    const choice = chooseForecast(backTestCuts(log, now, options));
    yield { firstDay, now, models, modelsAt, choice, isKnown: (days) => now + Math.floor(days) <= lastDay };
  }
}
