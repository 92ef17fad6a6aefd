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

/** Millions of purchases are kept in flat columns until they are all there. */
export function purchaseLogBuilder(): PurchaseLogBuilder {
  const indexOf = new Map<string, number>();
  const owners: number[] = [];
  const days: number[] = [];
  const values: number[] = [];
  return {
    add({ customer, day, value }) {
      let index = indexOf.get(customer);
      if (index === undefined) indexOf.set(customer, (index = indexOf.size));
      owners.push(index);
      days.push(day);
      values.push(value);
    },
    build() {
      const order = Uint32Array.from(owners.keys()).sort(
        (one, other) => owners[one]! - owners[other]! || days[one]! - days[other]!,
      );
      const starts = new Int32Array(indexOf.size + 1);
      const ownDays = new Int32Array(order.length);
      const ownValues = new Float64Array(order.length);
      let [count, owner, day] = [0, -1, Number.NaN];
      for (const row of order) {
        if (owners[row] !== owner || days[row] !== day) {
          if (owners[row] !== owner) starts[owners[row]!] = count;
          [owner, day] = [owners[row]!, days[row]!];
          ownDays[count++] = day;
        }
        ownValues[count - 1]! += values[row]!;
      }
      starts[indexOf.size] = count;
      return {
        customers: [...indexOf.keys()],
        starts,
        days: ownDays.slice(0, count),
        values: ownValues.slice(0, count),
      };
    },
  };
}

/** Every n-th customer of a log; they stand in it by first purchase or at random, so all times are in. */
export function everyNthCustomer(log: PurchaseLog, n: number): PurchaseLog {
  return n <= 1 ? log : someCustomers(log, (customer) => customer % n === 0);
}

/** The customers of a log that are chosen by their index, in its order. */
export function someCustomers(log: PurchaseLog, isChosen: (customer: number) => boolean): PurchaseLog {
  const chosen = log.customers.flatMap((_, customer) => (isChosen(customer) ? [customer] : []));
  const starts = new Int32Array(chosen.length + 1);
  for (const [index, customer] of chosen.entries()) {
    starts[index + 1] = starts[index]! + log.starts[customer + 1]! - log.starts[customer]!;
  }
  const days = new Int32Array(starts[chosen.length]!);
  const values = new Float64Array(starts[chosen.length]!);
  for (const [index, customer] of chosen.entries()) {
    days.set(log.days.subarray(log.starts[customer]!, log.starts[customer + 1]!), starts[index]!);
    values.set(log.values.subarray(log.starts[customer]!, log.starts[customer + 1]!), starts[index]!);
  }
  return { customers: chosen.map((customer) => log.customers[customer]!), starts, days, values };
}
