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
  build(): ForecastInput;
}

/** Puts purchases into the columns of a forecast, a day of a customer's once; customers without a numbered one are no customers. */
export function forecastInputBuilder(): ForecastInputBuilder {
  const customers: ShopifyId[] = [];
  const starts: number[] = [];
  const days: number[] = [];
  const values: number[] = [];
  const lastAt: number[] = [];
  const purchases: number[] = [];
  const valueToDate: number[] = [];
  let customerId: ShopifyId | null = null;
  let own = { firstIndex: 0, lastAt: 0, purchases: 0, valueToDate: 0 };

  const finishCustomer = () => {
    if (customerId === null || own.purchases === 0) return;
    customers.push(customerId);
    starts.push(own.firstIndex);
    lastAt.push(own.lastAt);
    purchases.push(own.purchases);
    valueToDate.push(own.valueToDate);
  };

  return {
    add(purchase) {
      if (purchase.customerId !== customerId) {
        finishCustomer();
        customerId = purchase.customerId;
        own = { firstIndex: days.length, lastAt: 0, purchases: 0, valueToDate: 0 };
      }
      own.valueToDate += purchase.keptValue;
      if (!purchase.isNumbered) return;
      own.lastAt = purchase.at;
      own.purchases += 1;
      const last = days.length - 1;
      if (last >= own.firstIndex && days[last] === purchase.day) values[last]! += purchase.keptValue;
      else {
        days.push(purchase.day);
        values.push(purchase.keptValue);
      }
    },
    build() {
      finishCustomer();
      customerId = null;
      return {
        log: {
          customers,
          starts: Int32Array.from([...starts, days.length]),
          days: Int32Array.from(days),
          values: Float64Array.from(values),
        },
        lastAt: Float64Array.from(lastAt),
        purchases: Int32Array.from(purchases),
        valueToDate: Float64Array.from(valueToDate),
      };
    },
  };
}
