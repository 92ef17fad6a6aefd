/** One day of one product in the experiment: what the sessions that viewed the product brought in. */
export interface ProductDay {
  readonly productId: string;
  readonly isHeldOut: boolean;
  /** Sessions of that day that viewed the product. */
  readonly sessions: number;
  /** Net sales of those sessions' orders, in minor units, refunds taken off. */
  readonly netSales: number;
}

/** One product's days on one side, summed up. */
export interface DaySums {
  readonly sessions: number;
  readonly netSales: number;
  /** Sums over the days of squares and of the product. */
  readonly squaredSessions: number;
  readonly squaredSales: number;
  readonly salesTimesSessions: number;
}

/** All that the lift needs to know of one product. */
export interface ProductSums {
  /** Days in the experiment, those without a session included. */
  readonly days: number;
  readonly heldOutDays: number;
  readonly shown: DaySums;
  readonly heldOut: DaySums;
}

const NO_DAYS: DaySums = { sessions: 0, netSales: 0, squaredSessions: 0, squaredSales: 0, salesTimesSessions: 0 };

/** Sums up product-days, in any order; the database does the same in one statement. */
export function sumProductDays(productDays: Iterable<ProductDay>): ProductSums[] {
  const byProduct = new Map<string, ProductSums>();
  for (const day of productDays) {
    const so = byProduct.get(day.productId) ?? { days: 0, heldOutDays: 0, shown: NO_DAYS, heldOut: NO_DAYS };
    const side = day.isHeldOut ? "heldOut" : "shown";
    byProduct.set(day.productId, {
      ...so,
      days: so.days + 1,
      heldOutDays: so.heldOutDays + Number(day.isHeldOut),
      [side]: withDay(so[side], day),
    });
  }
  return [...byProduct.values()];
}

function withDay(sums: DaySums, { sessions, netSales }: ProductDay): DaySums {
  return {
    sessions: sums.sessions + sessions,
    netSales: sums.netSales + netSales,
    squaredSessions: sums.squaredSessions + sessions * sessions,
    squaredSales: sums.squaredSales + netSales * netSales,
    salesTimesSessions: sums.salesTimesSessions + netSales * sessions,
  };
}
