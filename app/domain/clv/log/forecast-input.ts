import { growing } from "~/domain/numeric/growing-array";
import type { ShopifyId } from "~/domain/orders/order";
import type { EpochMs } from "~/domain/time/shop-time";
import type { PurchaseLog } from "./purchase-log";

/** A purchase of an identified customer. */
export interface InputPurchase {
  readonly customerId: ShopifyId;
  readonly at: EpochMs;
  /** Days since 1970-01-01 in the shop's own calendar. */
  readonly day: number;
  readonly keptValue: number;
  /** False for a renewal that the setting skips: it has a value, but it is no purchase of its own. */
  readonly isNumbered: boolean;
}

/** What a forecast is made from; columns parallel to the customers of the log. */
export interface ForecastInput {
  readonly log: PurchaseLog;
  /** Moment of the last purchase. */
  readonly lastAt: Float64Array;
  readonly purchases: Int32Array;
  /** Kept value of all purchases, skipped renewals included. */
  readonly valueToDate: Float64Array;
}

export interface ForecastInputBuilder {
  /** Purchases come by customer, and those of one by time. */
  add(purchase: InputPurchase): void;
  /** Once, at the end. */
  build(): ForecastInput;
}

/** Puts purchases into the columns of a forecast, a day of a customer's once; customers without a numbered one are no customers. */
export function forecastInputBuilder(): ForecastInputBuilder {
  const customers: ShopifyId[] = [];
  const starts = growing(Int32Array);
  const days = growing(Int32Array);
  const values = growing(Float64Array);
  const lastAt = growing(Float64Array);
  const purchases = growing(Int32Array);
  const valueToDate = growing(Float64Array);
  let customerId: ShopifyId | null = null;
  let own = { start: 0, lastAt: 0, purchases: 0, valueToDate: 0 };
  let [day, value] = [0, 0];

  const finishDay = () => {
    if (own.purchases === 0) return;
    days.push(day);
    values.push(value);
  };
  const finishCustomer = () => {
    finishDay();
    if (customerId === null || own.purchases === 0) return;
    customers.push(customerId);
    starts.push(own.start);
    lastAt.push(own.lastAt);
    purchases.push(own.purchases);
    valueToDate.push(own.valueToDate);
  };

  return {
    add(purchase) {
      if (purchase.customerId !== customerId) {
        finishCustomer();
        customerId = purchase.customerId;
        own = { start: days.length, lastAt: 0, purchases: 0, valueToDate: 0 };
      }
      own.valueToDate += purchase.keptValue;
      if (!purchase.isNumbered) return;
      if (own.purchases > 0 && day === purchase.day) value += purchase.keptValue;
      else {
        finishDay();
        [day, value] = [purchase.day, purchase.keptValue];
      }
      own.lastAt = purchase.at;
      own.purchases += 1;
    },
    build() {
      finishCustomer();
      starts.push(days.length);
      return {
        log: { customers, starts: starts.take(), days: days.take(), values: values.take() },
        lastAt: lastAt.take(),
        purchases: purchases.take(),
        valueToDate: valueToDate.take(),
      };
    },
  };
}
