/** A purchase as it is read; several on one day are one. */
export interface PurchaseEvent {
  /** Whatever tells customers apart. */
  readonly customer: string;
  /** Days since 1970-01-01 in the shop's own calendar. */
  readonly day: number;
  /** Kept value of the purchase to date, in any one unit of money. */
  readonly value: number;
}

/**
 * The purchase days of a shop's identified customers, in columns: customer c has the days `starts[c]` up to and without
 * `starts[c + 1]`, oldest first.
 */
export interface PurchaseLog {
  readonly customers: readonly string[];
  /** Length is one more than the number of customers. */
  readonly starts: Int32Array;
  readonly days: Int32Array;
  /** Parallel to `days`: what the purchases of that day are worth together. Zero and negative are possible. */
  readonly values: Float64Array;
}

/** Collects purchases, in any order, into a log. */
export interface PurchaseLogBuilder {
  add(event: PurchaseEvent): void;
  /** Customers in the order they first appeared. */
  build(): PurchaseLog;
}

export function purchaseLogBuilder(): PurchaseLogBuilder {
  const byCustomer = new Map<string, Map<number, number>>();
  return {
    add({ customer, day, value }) {
      let days = byCustomer.get(customer);
      if (days === undefined) byCustomer.set(customer, (days = new Map()));
      days.set(day, (days.get(day) ?? 0) + value);
    },
    build() {
      const starts = new Int32Array(byCustomer.size + 1);
      const days: number[] = [];
      const values: number[] = [];
      let index = 0;
      for (const ofCustomer of byCustomer.values()) {
        for (const [day, value] of [...ofCustomer].sort(([one], [other]) => one - other)) {
          days.push(day);
          values.push(value);
        }
        starts[++index] = days.length;
      }
      return {
        customers: [...byCustomer.keys()],
        starts,
        days: Int32Array.from(days),
        values: Float64Array.from(values),
      };
    },
  };
}

/** Customers in the order they first appear. */
export function purchaseLog(events: Iterable<PurchaseEvent>): PurchaseLog {
  const builder = purchaseLogBuilder();
  for (const event of events) builder.add(event);
  return builder.build();
}
