import { changeUnits, priced, takeUnits, unfoldingLine, unitsLeft, type UnfoldingLine } from "./line-units";
import type {
  Charge,
  LineAmounts,
  OrderEdit,
  OrderLine,
  OrderRecord,
  RefundRecord,
  ReturnRecord,
  UnitsOfLine,
} from "../store/records/order";
import type { EpochMs, Id, Minor } from "../store/records/values";
import {
  besides,
  chargeRows,
  lineType,
  minus,
  negative,
  returned,
  saleOfLine,
  shippingTotal,
  sum,
  withIds,
  type Row,
  type Sale,
} from "./sales-rows";

/**
 * The sales agreements Shopify keeps of an order, built from what happened to it: placed, edited, returned, refunded,
 * cancelled. Ids depend only on the event they belong to, so a later event never renames an earlier row.
 */
export interface Agreement {
  readonly id: Id;
  readonly kind: "OrderAgreement" | "OrderEditAgreement" | "RefundAgreement" | "ReturnAgreement";
  readonly reason: "ORDER" | "ORDER_EDIT" | "REFUND" | "RETURN";
  readonly happenedAt: EpochMs;
  readonly sales: readonly Sale[];
  /** What was given back by a refund or the cancellation; null for the other kinds. */
  readonly refund: Refunded | null;
}

export interface Refunded extends Pick<
  RefundRecord,
  "id" | "adjustment" | "adjustmentTax" | "shipping" | "shippingTax" | "charges"
> {
  readonly isCancellation: boolean;
  readonly lines: readonly (UnitsOfLine & LineAmounts)[];
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

export const SHIPPING_LINE_OFFSET = 1;
export const TIP_LINE_OFFSET = 2;
const CANCELLATION_OFFSET = 3;
/** How many ids an order takes from the counter for its original agreement and what hangs on it. */
export const IDS_OF_ORDER = 4;

/** A cancellation gives back as a refund of this id. */
export function cancellationId({ agreementId }: Pick<OrderRecord, "agreementId">): Id {
  return agreementId + CANCELLATION_OFFSET;
}

/** The order's own lines, then the edited-in ones in order, then those of exchanges: what an index counts through. */
export function linesOf(order: Pick<OrderRecord, "lines" | "edits" | "returns">): OrderLine[] {
  const added = order.edits.flatMap((edit) => edit.lines.filter((line) => line.quantity > 0));
  return [...order.lines, ...added, ...order.returns.flatMap(({ exchange }) => exchange)];
}

/**
 * @throws {RangeError} when more is given back than there is, a line is given back before it was added, or an order
 * without agreements has what only agreements can tell.
 */
export function orderHistory(order: OrderRecord): OrderHistory {
  if (!order.hasAgreements && order.returns.length > 0) {
    throw new RangeError("an order without agreements cannot have a return of Shopify's own kind");
  }
  const lines = order.lines.map((line) => unfoldingLine(line, order.processedAt));
  for (const { at, lines: edited } of order.edits) {
    for (const line of edited) if (line.quantity > 0) lines.push(unfoldingLine(line, at));
  }
  for (const { at, exchange } of order.returns) lines.push(...exchange.map((line) => unfoldingLine(line, at)));
  const agreements: Agreement[] = [originalAgreement(order)];
  for (const event of eventsOf(order)) {
    if (event.type === "edit") agreements.push(editAgreement(order, event.edit, lines));
    else if (event.type === "return") agreements.push(returnAgreement(order, event.return, lines));
    else if (event.type === "refund") agreements.push(refundAgreement(order, event.refund, lines));
    else agreements.push(cancellationAgreement(order, event.at, lines));
  }
  return {
    agreements,
    lines: lines.map((entry) => ({ line: entry.line, addedAt: entry.addedAt, left: unitsLeft(entry) })),
  };
}

type OrderEvent =
  | { readonly type: "edit"; readonly at: EpochMs; readonly edit: OrderEdit }
  | { readonly type: "return"; readonly at: EpochMs; readonly return: ReturnRecord }
  | { readonly type: "refund"; readonly at: EpochMs; readonly refund: RefundRecord }
  | { readonly type: "cancellation"; readonly at: EpochMs };

/** By time; at the same moment edits come before returns, those before refunds, and the cancellation is last. */
function eventsOf(order: OrderRecord): OrderEvent[] {
  const events: OrderEvent[] = [
    ...order.edits.map((edit): OrderEvent => ({ type: "edit", at: edit.at, edit })),
    ...order.returns.map((each): OrderEvent => ({ type: "return", at: each.at, return: each })),
    ...order.refunds.map((refund): OrderEvent => ({ type: "refund", at: refund.at, refund })),
  ];
  if (order.cancelledAt !== null) events.push({ type: "cancellation", at: order.cancelledAt });
  return events.sort((a, b) => a.at - b.at);
}

function originalAgreement(order: OrderRecord): Agreement {
  const { shipping, shippingTax, tip, agreementId: id } = order;
  const rows = order.lines.map((line, index) => saleOfLine(order, line, index));
  if (shipping > 0) rows.push(besides("SHIPPING", shippingTotal(order, shipping, shippingTax), shippingTax));
  if (tip > 0) rows.push(besides("TIP", tip, 0));
  rows.push(...chargeRows(order.charges));
  const sales = withIds(id, rows);
  return { id, kind: "OrderAgreement", reason: "ORDER", happenedAt: order.agreedAt, sales, refund: null };
}

function editAgreement(order: OrderRecord, edit: OrderEdit, lines: UnfoldingLine[]): Agreement {
  const rows: Row[] = edit.lines.map((line) =>
    line.quantity > 0
      ? saleOfLine(
          order,
          line,
          lines.findIndex((candidate) => candidate.line === line),
        )
      : removalRow(order, line, edit.at, lines),
  );
  for (const { line: index, ...amounts } of edit.updates) {
    const entry = lineAt(lines, index, edit.at, "an edit changes");
    changeUnits(entry, amounts);
    rows.push({ actionType: "UPDATE", lineType: lineType(entry.line), quantity: 0, ...amounts, line: index });
  }
  const sales = withIds(edit.id, rows);
  return { id: edit.id, kind: "OrderEditAgreement", reason: "ORDER_EDIT", happenedAt: edit.at, sales, refund: null };
}

/** Units are taken from lines of the same product, those of the same price first. The amounts are the edit's own. */
function removalRow(order: OrderRecord, removal: OrderLine, at: EpochMs, lines: UnfoldingLine[]): Row {
  const units = -removal.quantity;
  const candidates = lines
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => entry.addedAt <= at && entry.line.productId === removal.productId)
    .filter(({ entry }) => removal.productId !== null || entry.line.title === removal.title)
    .sort((a, b) => rank(a.entry) - rank(b.entry) || a.index - b.index);
  function rank({ line }: UnfoldingLine): number {
    const otherVariant = removal.variantId !== null && line.variantId !== removal.variantId ? 2 : 0;
    return otherVariant + (line.unitPrice === removal.unitPrice ? 0 : 1);
  }
  let missing = units;
  let first: number | null = null;
  for (const { entry, index } of candidates) {
    const taken = Math.min(missing, unitsLeft(entry));
    if (taken === 0) continue;
    first ??= index;
    entry.gone += taken;
    missing -= taken;
    if (missing === 0) break;
  }
  if (missing > 0 || first === null) {
    throw new RangeError(`an edit removes ${units} of "${removal.title}", of which ${units - missing} are left`);
  }
  const type = lineType(lines[first]?.line ?? removal);
  const amounts = negative({ quantity: units, ...priced(order, units, removal) });
  return { actionType: "RETURN", lineType: type, ...amounts, line: first };
}

function returnAgreement(order: OrderRecord, { id, at, ...event }: ReturnRecord, lines: UnfoldingLine[]): Agreement {
  const taken = event.lines.map((units) => giveBack(order, units, at, lines, "a return"));
  const sold = event.exchange.map((line) =>
    saleOfLine(
      order,
      line,
      lines.findIndex((candidate) => candidate.line === line),
    ),
  );
  const sales = withIds(id, [...returnRows(taken, lines), ...sold, ...chargeRows(event.charges)]);
  return { id, kind: "ReturnAgreement", reason: "RETURN", happenedAt: at, sales, refund: null };
}

function refundAgreement(order: OrderRecord, refund: RefundRecord, lines: UnfoldingLine[]): Agreement {
  const taken = refund.lines.map((units) => giveBack(order, units, refund.at, lines, "a refund"));
  const upToNow = order.refunds.filter(({ at }) => at <= refund.at);
  if (sum(upToNow, "shipping") > order.shipping) throw new RangeError("the refunds give back more than the shipping");
  if (sum(upToNow, "shippingTax") > order.shippingTax) {
    throw new RangeError("the refunds give back more than the tax of the shipping");
  }
  for (const { kind } of refund.charges) {
    const of = (charges: readonly Charge[]) => charges.filter((charge) => charge.kind === kind);
    const charged = of([...order.charges, ...order.returns.flatMap(({ charges }) => charges)]);
    const back = upToNow.flatMap(({ charges }) => of(charges));
    if (sum(back, "amount") > sum(charged, "amount")) {
      throw new RangeError(`the refunds give back more of the kind ${kind} than was charged`);
    }
  }
  return givingBack(order, refund.at, lines, { ...refund, isCancellation: false, lines: taken });
}

/** What is left of goods and shipping comes back; where the shop keeps the money, an adjustment stands against it. */
function cancellationAgreement(order: OrderRecord, at: EpochMs, lines: UnfoldingLine[]): Agreement {
  const taken = lines.flatMap((entry, line) => {
    const left = entry.addedAt > at ? 0 : unitsLeft(entry);
    return left === 0 ? [] : [giveBack(order, { line, quantity: left }, at, lines, "a cancellation")];
  });
  const before = order.refunds.filter((refund) => refund.at <= at);
  const shipping = order.shipping - sum(before, "shipping");
  const shippingTax = order.shippingTax - sum(before, "shippingTax");
  const kept = order.keepsMoney
    ? {
        adjustment: minus(sum(taken, "total") + shippingTotal(order, shipping, shippingTax)),
        adjustmentTax: minus(sum(taken, "tax") + shippingTax),
      }
    : { adjustment: 0, adjustmentTax: 0 };
  const refund = { id: cancellationId(order), isCancellation: true, lines: taken, shipping, shippingTax, charges: [] };
  return givingBack(order, at, lines, { ...refund, ...kept });
}

function lineAt(lines: readonly UnfoldingLine[], index: number, at: EpochMs, what: string): UnfoldingLine {
  const entry = lines[index];
  if (entry === undefined) throw new RangeError(`${what} line ${index}, but the order has ${lines.length}`);
  if (entry.addedAt > at) throw new RangeError(`${what} line ${index} before it was added`);
  return entry;
}

function giveBack(
  order: OrderRecord,
  { line, quantity }: UnitsOfLine,
  at: EpochMs,
  lines: readonly UnfoldingLine[],
  what: string,
): UnitsOfLine & LineAmounts {
  const entry = lineAt(lines, line, at, `${what} names`);
  const left = unitsLeft(entry);
  if (quantity > left)
    throw new RangeError(`${what} returns ${quantity} units of line ${line}, of which ${left} are left`);
  return { line, quantity, ...takeUnits(order, entry, quantity) };
}

function returnRows(taken: readonly (UnitsOfLine & LineAmounts)[], lines: readonly UnfoldingLine[]): Row[] {
  return taken.map(({ line, ...amounts }) => {
    const { line: sold } = lineAt(lines, line, Infinity, "a return names");
    return { actionType: "RETURN", lineType: lineType(sold), ...negative(amounts), line };
  });
}

function givingBack(order: OrderRecord, at: EpochMs, lines: readonly UnfoldingLine[], refund: Refunded): Agreement {
  const { id, shipping, shippingTax, adjustment, adjustmentTax } = refund;
  const rows = returnRows(refund.lines, lines);
  if (shipping > 0) {
    rows.push(returned(besides("SHIPPING", shippingTotal(order, shipping, shippingTax), shippingTax)));
  }
  rows.push(...chargeRows(refund.charges).map(returned));
  if (adjustment !== 0) rows.push(returned(besides("ADJUSTMENT", adjustment, adjustmentTax)));
  return { id, kind: "RefundAgreement", reason: "REFUND", happenedAt: at, sales: withIds(id, rows), refund };
}

/** The money a refund pays back, with tax. */
export function refundedTotal(order: OrderRecord, refund: Refunded): Minor {
  const shipping = shippingTotal(order, refund.shipping, refund.shippingTax);
  return sum(refund.lines, "total") + shipping + sum(refund.charges, "amount") + refund.adjustment;
}
