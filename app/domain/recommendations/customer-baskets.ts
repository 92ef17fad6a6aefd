import type { BasketLog } from "./basket-log";

/** Customers with more products are traders or tills; their pairs say little and cost much. */
export const MOST_PRODUCTS = 400;

/** The baskets of each known customer, in the order of the log. */
export function* basketsOfCustomers(log: BasketLog): Generator<Uint32Array> {
  const known = Uint32Array.from({ length: log.basketCount }, (_, basket) => basket).filter(
    (basket) => !Number.isNaN(log.customers[basket]),
  );
  known.sort((a, b) => log.customers[a]! - log.customers[b]! || a - b);
  for (let from = 0, end = 0; from < known.length; from = end) {
    const customer = log.customers[known[from]!]!;
    while (end < known.length && log.customers[known[end]!]! === customer) end++;
    yield known.subarray(from, end);
  }
}
