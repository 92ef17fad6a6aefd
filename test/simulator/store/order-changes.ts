import { editPayload } from "../payloads/order-payloads";
import { cancellationId } from "../sales/sales-ledger";
import { existingOrder } from "./find-records";
import { goodsOf, lineOf, type LineInput } from "./order-lines";
import type { Charge, LineUpdate, OrderRecord, UnitsOfLine } from "./records/order";
import type { Id, Minor } from "./records/values";
import type { ShopContext } from "./shop-context";
import { emitRefund, saveOrder } from "./write-order";

export interface RefundInput {
  /** `line` is the 0-based index into the order's lines, edited-in lines following in order. */
  readonly lines?: readonly UnitsOfLine[];
  /** Money given back beyond goods, with its tax; negative when it is kept back. */
  readonly adjustment?: Minor;
  readonly adjustmentTax?: Minor;
  /** As priced. */
  readonly shipping?: Minor;
  readonly shippingTax?: Minor;
  readonly charges?: readonly Charge[];
}

export interface ReturnInput {
  readonly lines: readonly UnitsOfLine[];
  /** What the buyer takes instead. */
  readonly exchange?: readonly LineInput[];
  /** What the shop keeps back for it. */
  readonly charges?: readonly Charge[];
}

/** What changes the goods or the money of an order after it was placed. */
export interface OrderChanges {
  /** Emits `orders/updated` and `refunds/create`. */
  refundOrder(id: Id, refund: RefundInput): OrderRecord;
  /** A return or an exchange of Shopify's own kind. Emits `orders/updated`. */
  returnOrder(id: Id, input: ReturnInput): OrderRecord;
  /**
   * A negative quantity removes units; `updates` change price, discount or tax of lines. Emits `orders/edited` and
   * `orders/updated`.
   */
  editOrder(id: Id, lines: readonly LineInput[], updates?: readonly LineUpdate[]): OrderRecord;
  /** Units not yet given back come back. Emits `orders/cancelled`, `orders/updated` and `refunds/create`. */
  cancelOrder(id: Id, how?: { readonly keepsMoney?: boolean }): OrderRecord;
}

export function orderChanges(context: ShopContext): OrderChanges {
  const { ids, now, profile, emit, command } = context;
  return {
    refundOrder: (id, refund) =>
      command(() => {
        const before = existingOrder(context, id);
        const refundId = ids.next("part");
        const nothing = { lines: [], adjustment: 0, adjustmentTax: 0, shipping: 0, shippingTax: 0, charges: [] };
        const entry = { ...nothing, ...refund, id: refundId, at: now() };
        const saved = saveOrder(
          context,
          { ...before, financialStatus: statusAfterPayback(before), refunds: [...before.refunds, entry] },
          ["orders/updated"],
        );
        emitRefund(context, saved, refundId);
        return saved;
      }),
    returnOrder: (id, { lines, exchange = [], charges = [] }) =>
      command(() => {
        const before = existingOrder(context, id);
        if (before.cancelledAt !== null) throw new RangeError(`order ${id} is cancelled and cannot be returned`);
        const entry = { id: ids.next("part"), at: now(), lines, exchange: goodsOf(context, exchange), charges };
        return saveOrder(
          context,
          { ...before, financialStatus: statusAfterPayback(before), returns: [...before.returns, entry] },
          ["orders/updated"],
        );
      }),
    editOrder: (id, inputs, updates = []) =>
      command(() => {
        const before = existingOrder(context, id);
        if (before.cancelledAt !== null) throw new RangeError(`order ${id} is cancelled and cannot be edited`);
        const edit = {
          id: ids.next("part"),
          at: now(),
          lines: inputs.map((input) => lineOf(context, input)),
          updates,
        };
        const saved = saveOrder(context, { ...before, edits: [...before.edits, edit] }, ["orders/updated"]);
        emit("orders/edited", editPayload(profile(), saved, edit));
        return saved;
      }),
    cancelOrder: (id, { keepsMoney = false } = {}) =>
      command(() => {
        const before = existingOrder(context, id);
        if (before.cancelledAt !== null) throw new RangeError(`order ${id} is already cancelled`);
        const saved = saveOrder(
          context,
          { ...before, cancelledAt: now(), keepsMoney, financialStatus: statusAfterPayback(before) },
          ["orders/cancelled", "orders/updated"],
        );
        emitRefund(context, saved, cancellationId(before));
        return saved;
      }),
  };
}

/** What was recorded of a paid order is void once money goes back; what it is then follows from the refunds. */
function statusAfterPayback({ financialStatus }: OrderRecord): OrderRecord["financialStatus"] {
  return financialStatus === "PAID" || financialStatus === "PARTIALLY_REFUNDED" ? null : financialStatus;
}
