import type { ForecastChoice } from "./back-test/choose-forecast";
import { byChanceDays, type ChanceDays, type ChanceRule } from "./chance/chance-rule";
import { chancesOf } from "./chance/chances";
import { weeksToPurchase } from "./chance/next-purchase";
import { recalibrated, saidFor } from "./chance/recalibration";
import { discountedShares } from "./discount";
import { DAYS_PER_MONTH } from "./forecast-months";
import { perCustomer, perCustomerEach } from "./log/snapshot";
import type { ShopModels } from "./shop-models";

/** What is expected of each customer, in columns parallel to `customers`. */
export interface CustomerColumns {
  /** Index of each in the log: those who had bought by the day of the forecast. */
  readonly customers: Int32Array;
  readonly probabilityAlive: Float64Array;
  /** The same as the count model behind the value takes it; what is expected over this is expected of one still active. */
  readonly probabilityAliveInValue: Float64Array;
  /** One column per horizon. */
  readonly expectedPurchases: readonly Float64Array[];
  /** One column per horizon, in the money of the log; discounted as asked for. */
  readonly expectedValue: readonly Float64Array[];
  /** Days from now between which the next purchase of a customer who is active falls with probability one half. */
  readonly nextPurchaseFrom: Float64Array;
  readonly nextPurchaseTo: Float64Array;
  /** Probability to buy within so many days, whether active or not. */
  readonly chances: Readonly<Record<ChanceDays, Float64Array>>;
  /**
   * Days from now by which a customer, active or not, has bought again with probability 1/4 and 3/4; infinite where that
   * is beyond five years or will never be.
   */
  readonly buysAgainFrom: Float64Array;
  readonly buysAgainTo: Float64Array;
}

/** A purchase farther away than this is as good as none. */
export const FARTHEST_DAYS = 5 * 365;

/**
 * @param models - of all customers the columns are of.
 * @param rules - how chances are said.
 * @param annualDiscountPercent - what expected value is discounted at.
 */
export function columnsOf(
  models: ShopModels,
  choice: ForecastChoice,
  horizonsMonths: readonly number[],
  rules: Readonly<Record<ChanceDays, ChanceRule>>,
  annualDiscountPercent: number,
): CustomerColumns {
  const { at, grouping } = models.snapshot;
  const days = horizonsMonths.map((months) => months * DAYS_PER_MONTH);
  const counts = models.countFit(choice.counts.model);
  const next = counts.model.forecaster(counts.parameters);
  const aliveUnder = (model: string) => {
    const fit = models.countFit(model);
    const forecaster = fit.model.forecaster(fit.parameters);
    return perCustomer(grouping, (customer) => forecaster.probabilityAlive(customer));
  };
  const daysToPurchase = (share: number) =>
    perCustomer(
      grouping,
      (customer) => weeksToPurchase(next, customer, saidFor(rules[90].recalibration, share), FARTHEST_DAYS / 7) * 7,
    );
  const daysTo = (share: number) => perCustomer(grouping, (customer) => next.weeksToNextPurchase(customer, share) * 7);
  return {
    customers: at.customers,
    probabilityAlive: aliveUnder(modelOfAlive(choice.counts.model)),
    probabilityAliveInValue: aliveUnder(choice.value.model),
    expectedPurchases: days.map((horizon) => models.forecast(choice.counts, horizon).counts),
    expectedValue: discounted(
      models,
      choice,
      days.map((horizon) => models.forecast(choice.value, horizon).values),
      horizonsMonths,
      annualDiscountPercent,
    ),
    nextPurchaseFrom: daysTo(0.25),
    nextPurchaseTo: daysTo(0.75),
    chances: byChanceDays((within) => {
      const { recalibration } = rules[within];
      return chancesOf(models, choice.counts.model, within).map((chance) => recalibrated(recalibration, chance));
    }),
    buysAgainFrom: daysToPurchase(0.25),
    buysAgainTo: daysToPurchase(0.75),
  };
}

/** @param values - one column per horizon. */
function discounted(
  models: ShopModels,
  { value }: ForecastChoice,
  values: readonly Float64Array[],
  horizonsMonths: readonly number[],
  annualPercent: number,
): readonly Float64Array[] {
  if (annualPercent === 0) return values;
  const fit = models.countFit(value.model);
  const forecaster = fit.model.forecaster(fit.parameters);
  const shares = perCustomerEach(models.snapshot.grouping, horizonsMonths.length, (customer) =>
    discountedShares(forecaster, customer, horizonsMonths, annualPercent),
  );
  return values.map((column, horizon) => column.map((amount, row) => amount * shares[horizon]![row]!));
}

/** BG models take every customer who bought once for active: their MBG siblings tell better who has left. */
export function modelOfAlive(model: string): string {
  return model.startsWith("bg") ? `m${model}` : model;
}
