import { priced } from "./line-units";
import type { Charge, LineAmounts, OrderLine, OrderRecord } from "../store/records/order";
import type { Id, Minor } from "../store/records/values";

/** Negative on returns, but for what is kept back. */
export interface Sale extends LineAmounts {
  readonly id: Id;
  readonly kind: SaleKind;
  readonly actionType: "ORDER" | "UPDATE" | "RETURN";
  readonly lineType: LineType;
  /** Null where units make no sense. */
  readonly quantity: number | null;
  /** 0-based index into `linesOf(order)`, or null. */
  readonly line: number | null;
}

export type LineType = "PRODUCT" | "GIFT_CARD" | "SHIPPING" | "TIP" | "ADJUSTMENT" | Charge["kind"];
export type SaleKind = (typeof SALE_KINDS)[LineType];

const SALE_KINDS = {
  PRODUCT: "ProductSale",
  GIFT_CARD: "GiftCardSale",
  SHIPPING: "ShippingLineSale",
  TIP: "TipSale",
  ADJUSTMENT: "AdjustmentSale",
  DUTY: "DutySale",
  FEE: "FeeSale",
  ADDITIONAL_FEE: "AdditionalFeeSale",
  UNKNOWN: "UnknownSale",
} as const;

/** Sale ids are the agreement's id times this, plus the row's place: an order can have that many rows. */
const ROWS_OF_AGREEMENT = 20_000;

export type Row = Omit<Sale, "id" | "kind">;

export function withIds(agreementId: Id, rows: readonly Row[]): Sale[] {
  return rows.map((row, index) => ({
    id: agreementId * ROWS_OF_AGREEMENT + index,
    kind: SALE_KINDS[row.lineType],
    ...row,
  }));
}

export const lineType = (line: OrderLine): LineType => (line.isGiftCard ? "GIFT_CARD" : "PRODUCT");

/** A row of something that is no line of goods. */
export function besides(type: LineType, total: Minor, tax: Minor, actionType: Row["actionType"] = "ORDER"): Row {
  return { actionType, lineType: type, quantity: null, total, tax, discount: 0, discountAfterTax: 0, line: null };
}

export const chargeRows = (charges: readonly Charge[]) =>
  charges.map(({ kind, amount, tax }) => besides(kind, amount, tax));
export const returned = ({ lineType: type, total, tax }: Row) => besides(type, minus(total), minus(tax), "RETURN");
export const shippingTotal = ({ taxesIncluded }: OrderRecord, shipping: Minor, tax: Minor) =>
  shipping + (taxesIncluded ? 0 : tax);

/** Units sold; of a negative quantity, units brought back that this order did not sell. */
export function saleOfLine(order: OrderRecord, line: OrderLine, index: number): Row {
  const { quantity } = line;
  const amounts = priced(order, Math.abs(quantity), line);
  const type = lineType(line);
  return quantity < 0
    ? { actionType: "RETURN", lineType: type, quantity, ...negative(amounts), line: index }
    : { actionType: "ORDER", lineType: type, quantity, ...amounts, line: index };
}

export const minus = (amount: Minor): Minor => (amount === 0 ? 0 : -amount);

export function negative<T extends { readonly [K in keyof T]: number }>(amounts: T): T {
  return Object.fromEntries(Object.entries<number>(amounts).map(([key, value]) => [key, minus(value)])) as T;
}

export function sum<K extends string>(rows: readonly Readonly<Record<K, Minor>>[], key: K): Minor {
  return rows.reduce((total, row) => total + row[key], 0);
}
