import type { SalesLineType, SalesRow } from "~/domain/orders/order";
import { grossOf, isMerchandise, isReturned, netOf } from "~/domain/orders/order-value";

const isOf =
  (...types: readonly SalesLineType[]) =>
  ({ lineType }: SalesRow) =>
    types.includes(lineType);
const isTaxed = isOf("PRODUCT", "ADJUSTMENT", "SHIPPING", "DUTY", "FEE", "ADDITIONAL_FEE");
const isSold = (row: SalesRow) => isMerchandise(row) && !isReturned(row);

const sumOf = (belongs: (row: SalesRow) => boolean, amount: (row: SalesRow) => number) => (row: SalesRow) =>
  belongs(row) ? amount(row) : 0;

/**
 * What one row of the ledger adds to a line of section 3 of the definitions. All lines but gift cards are of orders in
 * sales alone. Each line has its twin in the SQL of the ledger, by the same name.
 */
const LINES = {
  grossSales: sumOf(isSold, grossOf),
  discounts: sumOf(isSold, ({ discount }) => discount),
  returns: sumOf(isReturned, (row) => 0 - netOf(row)),
  shipping: sumOf(isOf("SHIPPING"), netOf),
  duties: sumOf(isOf("DUTY"), netOf),
  tips: sumOf(isOf("TIP"), netOf),
  fees: sumOf(isOf("FEE", "ADDITIONAL_FEE"), netOf),
  taxes: sumOf(isTaxed, ({ tax }) => tax),
  /** Of all orders neither test nor deleted, gift-card-only ones included; stands under `other` for those. */
  giftCardsSold: sumOf(isOf("GIFT_CARD"), netOf),
} as const satisfies Record<string, (row: SalesRow) => number>;

export type LedgerLine = keyof typeof LINES;
/** Sums over the ledger rows that happened in a range. */
export type LedgerTotals = Readonly<Record<LedgerLine, number>>;

export const LEDGER_LINES = Object.keys(LINES) as LedgerLine[];

/** Lines added up, which are stored as their parts. */
const COMBINED = {
  netSales: sumOf(isMerchandise, netOf),
  totalSales: sumOf(isTaxed, ({ total }) => total),
} as const;

export type LedgerAmount = LedgerLine | keyof typeof COMBINED;

const AMOUNTS: Readonly<Record<LedgerAmount, (row: SalesRow) => number>> = { ...LINES, ...COMBINED };

/** @param isInSales - whether the row's order is; gift cards count without. */
export function ledgerAmount(row: SalesRow, amount: LedgerAmount, isInSales: boolean): number {
  return isInSales || amount === "giftCardsSold" ? AMOUNTS[amount](row) : 0;
}

export function isLedgerAmount(amount: string): amount is LedgerAmount {
  return Object.hasOwn(AMOUNTS, amount);
}
