import type { Forecast } from "~/domain/clv/back-test/naive-forecasts";
import type { CountFit } from "~/domain/clv/models/fit-counts";
import { spendSummaries } from "~/domain/clv/models/gamma-gamma";
import { type PurchaseLog, someCustomers } from "~/domain/clv/log/purchase-log";
import { perCustomer, type Snapshot, snapshotAt } from "~/domain/clv/log/snapshot";
import type { ShopModels } from "~/domain/clv/shop-models";
import { type UnusualBecause, unusualCustomers } from "./unusual-customers";

/** Customers of a log, by their index in it. */
export interface PartedCustomers {
  readonly unusual: ReadonlyMap<number, UnusualBecause>;
  /** The log of all others: models, back-tests, grade and ranges come from it alone. */
  readonly usualLog: PurchaseLog;
}

/** Sets the unusual customers of a snapshot apart. */
export function setApart(snapshot: Snapshot, options: { readonly hasPrior: boolean }): PartedCustomers {
  return partedBy(snapshot.log, unusualCustomers(snapshot, options));
}

/** Nobody set apart. */
export function allTogether({ log }: Snapshot): PartedCustomers {
  return partedBy(log, new Map());
}

function partedBy(log: PurchaseLog, unusual: ReadonlyMap<number, UnusualBecause>): PartedCustomers {
  return {
    unusual,
    usualLog: unusual.size === 0 ? log : someCustomers(log, (customer) => !unusual.has(customer)),
  };
}

/**
 * The models of the usual customers with a forecast of everybody. Those set apart are taken by the same models, but
 * whoever buys unusually often keeps a pace of their own: x / T, not drawn to the pace of others, who say nothing of it.
 */
export function modelsOfEverybody(models: ShopModels, everybody: Snapshot, { unusual }: PartedCustomers): ShopModels {
  if (unusual.size === 0) return models;
  const { log, lastDay, at } = everybody;
  const others = snapshotAt(
    someCustomers(log, (customer) => unusual.has(customer)),
    lastDay,
  );
  const reasons = [...unusual].sort(([one], [other]) => one - other).map(([, because]) => because);
  const atOwnPace = (forecast: Forecast, { model, parameters }: CountFit): Forecast => {
    const forecaster = model.forecaster(parameters);
    const paces = perCustomer(others.grouping, (customer) =>
      customer.frequency > 0 ? customer.frequency / customer.tenure / forecaster.rate(customer) : 1,
    );
    const factors = paces.map((pace, row) => (reasons[row] === "frequency" ? pace : 1));
    const times = (column: Float64Array) => column.map((amount, row) => amount * factors[row]!);
    return { ...forecast, counts: times(forecast.counts), values: times(forecast.values) };
  };
  return {
    ...models,
    snapshot: everybody,
    spendSummaries: (basis) => spendSummaries(log, at, basis),
    forecast(recipe, days) {
      const usual = models.forecast(recipe, days);
      const apart = atOwnPace(models.forecast(recipe, days, others), models.countFit(recipe.model));
      const together = (column: (forecast: Forecast) => Float64Array) => {
        let [nextUsual, nextApart] = [0, 0];
        return Float64Array.from(at.customers, (customer) =>
          unusual.has(customer) ? column(apart)[nextApart++]! : column(usual)[nextUsual++]!,
        );
      };
      return { name: usual.name, counts: together(({ counts }) => counts), values: together(({ values }) => values) };
    },
  };
}
