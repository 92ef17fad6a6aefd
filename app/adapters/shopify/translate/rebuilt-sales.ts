import { roundHalfAwayFromZero, roundMoney } from "~/domain/money";
import type { MinorUnits } from "~/domain/money";
import type { StagedAgreement, StagedSale } from "~/adapters/db/staging/staged-rows";

/** An order that Shopify keeps no sales agreements of, with the amounts its ledger can be built from. */
export interface OrderWithoutAgreements {
  readonly orderId: string;
  readonly processedAt: Date;
  readonly cancelledAt: Date | null;
  readonly taxesIncluded: boolean;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly isGiftCard: boolean;
    readonly unitPrice: string;
    readonly discounts: readonly string[];
    readonly taxes: readonly { readonly amount: string; readonly rate: number | null }[];
    readonly currencyCode: string;
  }[];
  readonly refunds: readonly {
    readonly refundId: string;
    readonly processedAt: Date;
    readonly total: string;
    readonly currencyCode: string;
    readonly lines: readonly {
      readonly lineId: string;
      readonly quantity: number;
      readonly subtotal: string;
      readonly tax: string;
    }[];
  }[];
}

interface LineLeft {
  quantity: number;
  total: MinorUnits;
  tax: MinorUnits;
  discount: MinorUnits;
}

/**
 * The ledger of an order without agreements: one ORDER row a line, one RETURN row a refunded line, one ADJUSTMENT row
 * for a refund without lines, and at a cancellation the return of what had not come back. Shares of a line's discount
 * are rounded cumulatively, so that returned parts add up to the whole.
 */
export function rebuiltSales(order: OrderWithoutAgreements): { agreements: StagedAgreement[]; sales: StagedSale[] } {
  const agreements: StagedAgreement[] = [];
  const sales: StagedSale[] = [];
  const whole = new Map<string, LineLeft>();
  const left = new Map<string, LineLeft>();
  const lineType = new Map<string, string>();

  const agree = (agreementId: string, reason: string, happenedAt: Date) => {
    agreements.push({ orderId: order.orderId, agreementId, reason, happenedAt });
    return agreementId;
  };

  const original = agree(`Rebuilt/${order.orderId}`, "ORDER", order.processedAt);
  for (const line of order.lines) {
    const amount = (text: string) => roundMoney(text, line.currencyCode);
    const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + amount(text), 0);
    const tax = sum(line.taxes.map((each) => each.amount));
    const allocated = sum(line.discounts);
    const price = line.quantity * amount(line.unitPrice) - allocated;
    const total = order.taxesIncluded ? price : price + tax;
    const discount = order.taxesIncluded ? allocated - taxWithin(allocated, price, tax, line.taxes) : allocated;
    const amounts = { quantity: line.quantity, total, tax, discount };
    whole.set(line.lineId, amounts);
    left.set(line.lineId, { ...amounts });
    lineType.set(line.lineId, line.isGiftCard ? "GIFT_CARD" : "PRODUCT");
    sales.push({
      agreementId: original,
      saleId: line.lineId,
      action: "ORDER",
      lineType: line.isGiftCard ? "GIFT_CARD" : "PRODUCT",
      lineId: line.lineId,
      ...amounts,
    });
  }

  const giveBack = (agreementId: string, saleId: string, lineId: string, part: LineLeft) => {
    const rest = left.get(lineId);
    if (rest !== undefined) {
      rest.quantity -= part.quantity;
      rest.total -= part.total;
      rest.tax -= part.tax;
      rest.discount -= part.discount;
    }
    sales.push({
      agreementId,
      saleId,
      action: "RETURN",
      lineType: lineType.get(lineId) ?? "PRODUCT",
      lineId,
      quantity: negative(part.quantity),
      total: negative(part.total),
      tax: negative(part.tax),
      discount: negative(part.discount),
    });
  };

  const inTime = [...order.refunds].sort((a, b) => a.processedAt.getTime() - b.processedAt.getTime());
  for (const refund of inTime) {
    const agreementId = agree(`RebuiltRefund/${refund.refundId}`, "REFUND", refund.processedAt);
    for (const [index, line] of refund.lines.entries()) {
      const tax = roundMoney(line.tax, refund.currencyCode);
      const subtotal = roundMoney(line.subtotal, refund.currencyCode);
      giveBack(agreementId, `${refund.refundId}-${index}`, line.lineId, {
        quantity: line.quantity,
        total: subtotal + (order.taxesIncluded ? 0 : tax),
        tax,
        discount: discountShare(whole.get(line.lineId), left.get(line.lineId), line.quantity),
      });
    }
    const total = roundMoney(refund.total, refund.currencyCode);
    if (refund.lines.length === 0 && total !== 0) {
      sales.push({
        agreementId,
        saleId: refund.refundId,
        action: "RETURN",
        lineType: "ADJUSTMENT",
        lineId: null,
        quantity: 0,
        total: -total,
        tax: 0,
        discount: 0,
      });
    }
  }

  if (order.cancelledAt !== null && [...left.values()].some(({ quantity }) => quantity > 0)) {
    const agreementId = agree(`RebuiltCancellation/${order.orderId}`, "REFUND", order.cancelledAt);
    for (const [lineId, rest] of left) {
      if (rest.quantity > 0) giveBack(agreementId, `${lineId}-cancelled`, lineId, { ...rest });
    }
  }
  return { agreements, sales };
}

/**
 * What of a discount on a price with tax would have been tax, had it been paid: the share tax has in what was paid; of a
 * line given away, the share its rates give it.
 */
function taxWithin(
  discount: MinorUnits,
  paid: MinorUnits,
  tax: MinorUnits,
  rates: readonly { readonly rate: number | null }[],
): MinorUnits {
  if (paid !== 0) return roundHalfAwayFromZero((discount * tax) / paid);
  const rate = rates.reduce((sum, each) => sum + (each.rate ?? 0), 0);
  return roundHalfAwayFromZero((discount * rate) / (1 + rate));
}

const negative = (amount: number) => (amount === 0 ? 0 : -amount);

function discountShare(whole: LineLeft | undefined, left: LineLeft | undefined, quantity: number): MinorUnits {
  if (whole === undefined || left === undefined || whole.quantity === 0) return 0;
  const returnedBefore = whole.quantity - left.quantity;
  const upTo = (units: number) => Math.round((whole.discount * units) / whole.quantity);
  return upTo(Math.min(whole.quantity, returnedBefore + quantity)) - upTo(returnedBefore);
}
