import type { EpochMs, Minor } from "../store/records/values";
import type { LineAmounts, OrderLine, OrderRecord } from "../store/records/order";

/** A line of an order as its history unfolds, and how many of its units are gone. */
export interface UnfoldingLine {
  readonly line: OrderLine;
  readonly addedAt: EpochMs;
  /** What edits changed of it. */
  readonly changes: Change[];
  gone: number;
}

interface Change {
  readonly amounts: LineAmounts;
  /** Units gone before it, which carry nothing of it. */
  readonly since: number;
}

export function unfoldingLine(line: OrderLine, addedAt: EpochMs): UnfoldingLine {
  return { line, addedAt, changes: [], gone: 0 };
}

/** Units that can still come back; none of what was itself brought back. */
export const unitsLeft = ({ line, gone }: UnfoldingLine): number => Math.max(line.quantity, 0) - gone;

/**
 * The part of `amount` that the first `units` of `quantity` units carry, rounded half away from zero. Shares are
 * differences of this, so the parts of a line always add up to the whole.
 */
export function cumulativeShare(amount: Minor, units: number, quantity: number): Minor {
  if (amount < 0) return -cumulativeShare(-amount, units, quantity);
  return Number((BigInt(amount) * BigInt(units) * 2n + BigInt(quantity)) / (BigInt(quantity) * 2n));
}

/** What a discount takes off the price as the shop writes prices: with tax where they include it. */
export function pricedDiscount(
  { taxesIncluded }: Pick<OrderRecord, "taxesIncluded">,
  { discount, discountAfterTax }: Pick<LineAmounts, "discount" | "discountAfterTax">,
): Minor {
  return taxesIncluded ? discountAfterTax : discount;
}

/** The amounts of so many units at a price, of which discount and tax are known. */
export function priced(
  order: Pick<OrderRecord, "taxesIncluded">,
  units: number,
  { unitPrice, ...carried }: Pick<OrderLine, "unitPrice" | "discount" | "discountAfterTax" | "tax">,
): LineAmounts {
  const { tax, discount, discountAfterTax } = carried;
  const total = units * unitPrice - pricedDiscount(order, carried) + (order.taxesIncluded ? 0 : tax);
  return { total, tax, discount, discountAfterTax };
}

/** Takes units away; they carry their share of the line's discount and tax, and of what edits changed while they were there. */
export function takeUnits(order: OrderRecord, entry: UnfoldingLine, units: number): LineAmounts {
  const { line, changes, gone } = entry;
  const share = (amount: Minor, since = 0) =>
    cumulativeShare(amount, gone + units - since, line.quantity - since) -
    cumulativeShare(amount, gone - since, line.quantity - since);
  entry.gone += units;
  return changes.reduce(
    (sum, { amounts, since }) => ({
      total: sum.total + share(amounts.total, since),
      tax: sum.tax + share(amounts.tax, since),
      discount: sum.discount + share(amounts.discount, since),
      discountAfterTax: sum.discountAfterTax + share(amounts.discountAfterTax, since),
    }),
    priced(order, units, {
      unitPrice: line.unitPrice,
      tax: share(line.tax),
      discount: share(line.discount),
      discountAfterTax: share(line.discountAfterTax),
    }),
  );
}

/** @throws {RangeError} when no unit of the line is left. */
export function changeUnits(entry: UnfoldingLine, amounts: LineAmounts): void {
  if (unitsLeft(entry) === 0) throw new RangeError(`an edit changes "${entry.line.title}", of which nothing is left`);
  entry.changes.push({ amounts, since: entry.gone });
}
