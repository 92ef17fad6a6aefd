import type { Order } from "~/domain/orders/order";
import { randomGamma, randomExponential, seededRandom } from "~/domain/numeric/random";
import { DAY_MS } from "~/domain/time/shop-time";
import { order, row } from "../../support/builders";

/** The moment the shops are looked at. */
export const NOW = Date.parse("2026-11-01T15:00:00Z");

export interface RegularsSpec {
  readonly customers?: number;
  readonly weeks?: number;
  readonly currencyCode?: string;
  readonly seed?: number;
  /** In minor units. */
  readonly typicalValue?: number;
}

/**
 * Orders of customers who come evenly over some weeks, buy at gamma-distributed rates, and leave at exponential times.
 * One order in twenty is refunded in full, one in forty beyond its goods.
 */
export function ordersOfRegulars({
  customers = 260,
  weeks = 60,
  currencyCode = "EUR",
  seed = 7,
  typicalValue = 4_000,
}: RegularsSpec = {}): Order[] {
  const random = seededRandom(seed);
  const orders: Order[] = [];
  for (let customer = 1; customer <= customers; customer++) {
    const rate = randomGamma(0.8, random) / 8;
    const leaves = randomExponential(random) * 40;
    const mean = Math.round(typicalValue * (0.3 + randomGamma(2, random) / 2));
    const first = NOW - random() * weeks * 7 * DAY_MS;
    for (let week = 0; week <= leaves; week += randomExponential(random) / rate) {
      const processedAt = Math.round(first + week * 7 * DAY_MS);
      if (processedAt >= NOW) break;
      const total = Math.max(1, Math.round(mean * (0.5 + random())));
      const refund = row({ action: "RETURN", isOriginal: false, total: -total, happenedAt: processedAt + 1 });
      const goodwill = row({ lineType: "ADJUSTMENT", quantity: 0, action: "RETURN", isOriginal: false, total: -50 });
      const fate = random();
      orders.push(
        order({
          id: String(customer * 1000 + orders.length),
          customerId: String(customer),
          processedAt,
          currencyCode,
          rows: [
            row({ total }),
            ...(fate < 0.05 ? [refund] : []),
            ...(fate < 0.025 ? [{ ...goodwill, happenedAt: processedAt + 1 }] : []),
          ],
        }),
      );
    }
  }
  return orders;
}
