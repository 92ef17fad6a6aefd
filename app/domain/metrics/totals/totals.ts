import type { CheckoutCut } from "~/domain/orders/known-checkouts";
import type { MinorUnits } from "~/domain/money";
import type { LedgerTotals } from "./ledger-amounts";
import type { OrderTotals } from "./order-amounts";
import type { Buyer } from "~/domain/metrics/history/buyer";

/**
 * Sums from which metrics are read. Two ways lead here, and tests hold them equal: the pure folds over a shop's
 * orders beside this file, and the stored rollups. Every metric is a function of totals, so it has one definition
 * whichever way was taken.
 */

/** Sums over the placed orders dated in a range, and over the ledger rows that happened in it. */
export type SalesTotals = OrderTotals & LedgerTotals;

export type SalesTotalsByBuyer = Readonly<Record<Buyer, SalesTotals>>;

/** Distinct identified customers with a purchase in a range. */
export interface CustomerTotals {
  readonly customers: number;
  readonly newCustomers: number;
  /** With a purchase numbered 2 or later in the range; may also be new. */
  readonly returningCustomers: number;
}

export const VALUE_HORIZONS_DAYS = [30, 60, 90, 180, 365, 730] as const;
export type ValueHorizon = (typeof VALUE_HORIZONS_DAYS)[number];
export const REPURCHASE_HORIZONS_DAYS = [30, 60, 90, 180, 365] as const;
export type RepurchaseHorizon = (typeof REPURCHASE_HORIZONS_DAYS)[number];

/** Customers acquired in a range and at least `horizonDays` x 24 h before the as-of. */
export interface MatureCustomers {
  readonly customers: number;
  /** Kept value of their purchases within the horizon of each one's first. */
  readonly keptValue: MinorUnits;
  readonly keptValueSquares: number;
  /** Those whose second purchase lies within the horizon of the first. */
  readonly repeaters: number;
}

/** Customers ever, up to the as-of. */
export interface LifetimeTotals {
  readonly customers: number;
  readonly repeaters: number;
  readonly keptValue: MinorUnits;
  readonly keptValueSquares: number;
}

/** Identified checkouts of the online store started in a range, by their state at the as-of. */
export interface CheckoutCounts {
  readonly completed: number;
  readonly recovered: number;
  readonly abandoned: number;
  readonly open: number;
  readonly superseded: number;
  readonly voided: number;
  /** Starts without contact details, in no rate. */
  readonly anonymous: number;
  readonly abandonedValue: MinorUnits;
  readonly recoveredValue: MinorUnits;
}

/** Those of the days that are known, and whether these are all days of the range. */
export interface CheckoutTotals extends CheckoutCounts {
  readonly cut: CheckoutCut | null;
}

/** Checkouts that ended one way or the other; open and superseded ones are in no rate. */
export function settledCheckouts({ completed, recovered, abandoned }: CheckoutCounts): number {
  return completed + recovered + abandoned;
}

export const NO_CHECKOUTS: CheckoutCounts = {
  completed: 0,
  recovered: 0,
  abandoned: 0,
  open: 0,
  superseded: 0,
  voided: 0,
  anonymous: 0,
  abandonedValue: 0,
  recoveredValue: 0,
};
