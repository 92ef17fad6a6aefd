import type { EpochMs, Id, Minor, OrderLine, OrderRecord, UnitsOfLine } from "./records";

/**
 * The sales agreements Shopify keeps of an order, built from what happened to it: placed, edited, refunded,
 * cancelled. Ids depend only on the event they belong to, so a later event never renames an earlier row.
 */
export interface Agreement {
  readonly id: Id;
  readonly kind: "OrderAgreement" | "OrderEditAgreement" | "RefundAgreement";
  readonly reason: "ORDER" | "ORDER_EDIT" | "REFUND";
  readonly happenedAt: EpochMs;
  readonly sales: readonly Sale[];
  /** What was given back by a refund or the cancellation; null for the other kinds. */
  readonly refund: Refunded | null;
}

export interface Sale {
  readonly id: Id;
  readonly kind: "ProductSale" | "GiftCardSale" | "ShippingLineSale" | "TipSale" | "AdjustmentSale";
  readonly actionType: "ORDER" | "RETURN";
  readonly lineType: "PRODUCT" | "GIFT_CARD" | "SHIPPING" | "TIP" | "ADJUSTMENT";
  /** Negative on returns, null where units make no sense. */
  readonly quantity: number | null;
  /** After discount, with tax; negative on returns. */
  readonly total: Minor;
  readonly tax: Minor;
  /** Before tax; negative on returns. */
  readonly discount: Minor;
  /** 0-based index into `linesOf(order)`, or null. */
  readonly line: number | null;
}

export interface Refunded {
  readonly id: Id;
  readonly isCancellation: boolean;
  readonly lines: readonly (UnitsOfLine & { readonly total: Minor; readonly tax: Minor; readonly discount: Minor })[];
  readonly shipping: Minor;
  readonly adjustment: Minor;
}

export interface LineState {
  readonly line: OrderLine;
  readonly addedAt: EpochMs;
  /** Units neither refunded nor taken away. */
  readonly left: number;
}

export interface OrderHistory {
  readonly agreements: readonly Agreement[];
  readonly lines: readonly LineState[];
}

/** Sale ids are the agreement's id times this, plus the row's place: an order can have that many rows. */
const ROWS_OF_AGREEMENT = 20_000;
export const SHIPPING_LINE_OFFSET = 1;
export const TIP_LINE_OFFSET = 2;
const CANCELLATION_OFFSET = 3;
/** How many ids an order takes from the counter for its original agreement and what hangs on it. */
export const IDS_OF_ORDER = 4;

/** A cancellation gives back as a refund of this id. */
export function cancellationId({ agreementId }: Pick<OrderRecord, "agreementId">): Id {
  return agreementId + CANCELLATION_OFFSET;
}

/**
 * The part of `amount` that the first `units` of `quantity` units carry, rounded half up. Shares are differences
 * of this, so the parts of a line always add up to the whole.
 */
export function cumulativeShare(amount: Minor, units: number, quantity: number): Minor {
  return Number((BigInt(amount) * BigInt(units) * 2n + BigInt(quantity)) / (BigInt(quantity) * 2n));
}

/** The order's own lines, then the edited-in ones in order: what a refund's index counts through. */
export function linesOf(order: Pick<OrderRecord, "lines" | "edits">): OrderLine[] {
  return [...order.lines, ...order.edits.flatMap((edit) => edit.lines.filter((line) => line.quantity > 0))];
}

interface Unfolding {
  readonly line: OrderLine;
  readonly addedAt: EpochMs;
  gone: number;
}

/**
 * @throws {RangeError} when more units are given back than there are, or a line is given back before it was added.
 */
export function orderHistory(order: OrderRecord): OrderHistory {
  const lines: Unfolding[] = order.lines.map((line) => ({ line, addedAt: order.processedAt, gone: 0 }));
  for (const edit of order.edits) {
    for (const line of edit.lines) if (line.quantity > 0) lines.push({ line, addedAt: edit.at, gone: 0 });
  }
  const agreements: Agreement[] = [originalAgreement(order)];
  for (const event of eventsOf(order)) {
    if (event.type === "edit") agreements.push(editAgreement(order, event.edit, lines));
    else if (event.type === "refund") agreements.push(refundAgreement(order, event.refund, lines));
    else agreements.push(cancellationAgreement(order, event.at, lines));
  }
  return {
    agreements,
    lines: lines.map(({ line, addedAt, gone }) => ({ line, addedAt, left: line.quantity - gone })),
  };
}

type OrderEvent =
  | { readonly type: "edit"; readonly at: EpochMs; readonly edit: OrderRecord["edits"][number] }
  | { readonly type: "refund"; readonly at: EpochMs; readonly refund: OrderRecord["refunds"][number] }
  | { readonly type: "cancellation"; readonly at: EpochMs };

/** By time; at the same moment edits come before refunds and the cancellation is last. */
function eventsOf(order: OrderRecord): OrderEvent[] {
  const events: OrderEvent[] = [
    ...order.edits.map((edit): OrderEvent => ({ type: "edit", at: edit.at, edit })),
    ...order.refunds.map((refund): OrderEvent => ({ type: "refund", at: refund.at, refund })),
  ];
  if (order.cancelledAt !== null) events.push({ type: "cancellation", at: order.cancelledAt });
  return events.sort((a, b) => a.at - b.at);
}

type Row = Omit<Sale, "id">;

function withIds(agreementId: Id, rows: readonly Row[]): Sale[] {
  return rows.map((row, index) => ({ id: agreementId * ROWS_OF_AGREEMENT + index, ...row }));
}

function lineKind(line: OrderLine): Pick<Sale, "kind" | "lineType"> {
  return line.isGiftCard
    ? { kind: "GiftCardSale", lineType: "GIFT_CARD" }
    : { kind: "ProductSale", lineType: "PRODUCT" };
}

function saleOfLine(order: OrderRecord, line: OrderLine, index: number): Row {
  const total = line.quantity * line.unitPrice - line.discount + (order.taxesIncluded ? 0 : line.tax);
  const { quantity, tax, discount } = line;
  return { ...lineKind(line), actionType: "ORDER", quantity, total, tax, discount, line: index };
}

function originalAgreement(order: OrderRecord): Agreement {
  const rows = order.lines.map((line, index) => saleOfLine(order, line, index));
  const plain = { actionType: "ORDER", quantity: null, tax: 0, discount: 0, line: null } as const;
  if (order.shipping > 0)
    rows.push({ ...plain, kind: "ShippingLineSale", lineType: "SHIPPING", total: order.shipping });
  if (order.tip > 0) rows.push({ ...plain, kind: "TipSale", lineType: "TIP", total: order.tip });
  const id = order.agreementId;
  return {
    id,
    kind: "OrderAgreement",
    reason: "ORDER",
    happenedAt: order.processedAt,
    sales: withIds(id, rows),
    refund: null,
  };
}

function editAgreement(order: OrderRecord, edit: OrderRecord["edits"][number], lines: Unfolding[]): Agreement {
  const rows: Row[] = [];
  for (const line of edit.lines) {
    if (line.quantity > 0) {
      const index = lines.findIndex((candidate) => candidate.line === line);
      rows.push(saleOfLine(order, line, index));
    } else {
      rows.push(removalRow(order, line, edit.at, lines));
    }
  }
  return {
    id: edit.id,
    kind: "OrderEditAgreement",
    reason: "ORDER_EDIT",
    happenedAt: edit.at,
    sales: withIds(edit.id, rows),
    refund: null,
  };
}

/** Units are taken from lines of the same product, those of the same price first. The amounts are the edit's own. */
function removalRow(order: OrderRecord, removal: OrderLine, at: EpochMs, lines: Unfolding[]): Row {
  const units = -removal.quantity;
  const candidates = lines
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => entry.addedAt <= at && entry.line.productId === removal.productId)
    .filter(({ entry }) => removal.productId !== null || entry.line.title === removal.title)
    .sort((a, b) => rank(a.entry) - rank(b.entry) || a.index - b.index);
  function rank({ line }: Unfolding): number {
    const otherVariant = removal.variantId !== null && line.variantId !== removal.variantId ? 2 : 0;
    return otherVariant + (line.unitPrice === removal.unitPrice ? 0 : 1);
  }
  let missing = units;
  let first: number | null = null;
  for (const { entry, index } of candidates) {
    const taken = Math.min(missing, entry.line.quantity - entry.gone);
    if (taken === 0) continue;
    first ??= index;
    entry.gone += taken;
    missing -= taken;
    if (missing === 0) break;
  }
  if (missing > 0 || first === null) {
    throw new RangeError(`an edit removes ${units} of "${removal.title}", of which ${units - missing} are left`);
  }
  const { tax, discount } = removal;
  const total = units * removal.unitPrice - discount + (order.taxesIncluded ? 0 : tax);
  const kind = lineKind(lines[first]?.line ?? removal);
  return { ...kind, actionType: "RETURN", ...negative({ quantity: units, total, tax, discount }), line: first };
}

function refundAgreement(order: OrderRecord, refund: OrderRecord["refunds"][number], lines: Unfolding[]): Agreement {
  const returned = refund.lines.map(({ line: index, quantity }) => {
    const entry = lines[index];
    if (entry === undefined) throw new RangeError(`a refund names line ${index}, but the order has ${lines.length}`);
    if (entry.addedAt > refund.at) throw new RangeError(`a refund returns line ${index} before it was added`);
    const left = entry.line.quantity - entry.gone;
    if (quantity > left) {
      throw new RangeError(`a refund returns ${quantity} units of line ${index}, of which ${left} are left`);
    }
    return giveBack(order, entry, index, quantity);
  });
  return givingBack(refund.id, refund.at, lines, {
    id: refund.id,
    isCancellation: false,
    lines: returned,
    shipping: 0,
    adjustment: refund.adjustment,
  });
}

function cancellationAgreement(order: OrderRecord, at: EpochMs, lines: Unfolding[]): Agreement {
  const id = cancellationId(order);
  const returned = lines.flatMap((entry, index) => {
    const left = entry.addedAt > at ? 0 : entry.line.quantity - entry.gone;
    return left === 0 ? [] : [giveBack(order, entry, index, left)];
  });
  return givingBack(id, at, lines, {
    id,
    isCancellation: true,
    lines: returned,
    shipping: order.shipping,
    adjustment: 0,
  });
}

/** The units carry their share of the line's discount and tax. */
function giveBack(order: OrderRecord, entry: Unfolding, index: number, units: number): Refunded["lines"][number] {
  const { line } = entry;
  const shareOf = (amount: Minor) =>
    cumulativeShare(amount, entry.gone + units, line.quantity) - cumulativeShare(amount, entry.gone, line.quantity);
  const discount = shareOf(line.discount);
  const tax = shareOf(line.tax);
  entry.gone += units;
  const total = units * line.unitPrice - discount + (order.taxesIncluded ? 0 : tax);
  return { line: index, quantity: units, total, tax, discount };
}

function givingBack(id: Id, at: EpochMs, lines: readonly Unfolding[], refund: Refunded): Agreement {
  const plain = { actionType: "RETURN", quantity: null, tax: 0, discount: 0, line: null } as const;
  const rows: Row[] = refund.lines.map(({ line: index, ...amounts }) => {
    const entry = lines[index];
    if (entry === undefined) throw new RangeError(`line ${index} does not exist`);
    return { ...lineKind(entry.line), actionType: "RETURN", ...negative(amounts), line: index };
  });
  if (refund.shipping > 0)
    rows.push({ ...plain, kind: "ShippingLineSale", lineType: "SHIPPING", total: -refund.shipping });
  if (refund.adjustment > 0) {
    rows.push({ ...plain, kind: "AdjustmentSale", lineType: "ADJUSTMENT", total: -refund.adjustment });
  }
  return { id, kind: "RefundAgreement", reason: "REFUND", happenedAt: at, sales: withIds(id, rows), refund };
}

function negative<T extends Record<string, number>>(amounts: T): T {
  return Object.fromEntries(Object.entries(amounts).map(([key, value]) => [key, value === 0 ? 0 : -value])) as T;
}
