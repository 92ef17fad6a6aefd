/** How many customers bought so often. */
export interface PurchaseCount {
  readonly purchases: number;
  readonly customers: number;
}

/** Customers with `from` to `to` purchases; null stands for no end. */
export interface PurchaseCountBand {
  readonly label: string;
  readonly from: number;
  readonly to: number | null;
  readonly customers: number;
  /** Of all customers. */
  readonly share: number;
}

const BANDS: readonly Pick<PurchaseCountBand, "label" | "from" | "to">[] = [
  { label: "1", from: 1, to: 1 },
  { label: "2", from: 2, to: 2 },
  { label: "3", from: 3, to: 3 },
  { label: "4 to 5", from: 4, to: 5 },
  { label: "6 to 10", from: 6, to: 10 },
  { label: "11 and more", from: 11, to: null },
];

/** Purchases per customer in bands that add up to all customers; empty without any. */
export function purchaseCountBands(counts: readonly PurchaseCount[]): PurchaseCountBand[] {
  const all = counts.reduce((sum, { customers }) => sum + customers, 0);
  if (all === 0) return [];
  return BANDS.map((band) => {
    const customers = counts
      .filter(({ purchases }) => purchases >= band.from && (band.to === null || purchases <= band.to))
      .reduce((sum, count) => sum + count.customers, 0);
    return { ...band, customers, share: customers / all };
  });
}
