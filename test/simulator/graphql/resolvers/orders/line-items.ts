import { gid } from "../../../payloads/payloads";
import { pricedDiscount } from "../../../sales/line-units";
import { TIP_LINE_OFFSET, type LineState } from "../../../sales/sales-ledger";
import type { OrderLine } from "../../../store/records/order";
import type { Source } from "../../connections";
import { plain, type Fields } from "../../fields";
import { productById, variantById } from "../products";
import { bag, type OrderSource } from "./order-source";
import { taxLines } from "./shipping-and-tax";

interface LineSource extends Source {
  readonly order: OrderSource;
  readonly line: OrderLine;
  readonly left: number;
}

const lineSource = (order: OrderSource, { line, left }: LineState): LineSource => ({
  __typename: "LineItem",
  order,
  line,
  left,
});
export const lineSources = (order: OrderSource) => order.history().lines.map((state) => lineSource(order, state));

export function lineAt(order: OrderSource, index: number | null): LineSource {
  const state = order.history().lines[index ?? -1];
  if (state === undefined) throw new RangeError(`order ${order.record.id} has no line ${index}`);
  return lineSource(order, state);
}

/** A tip is a line of its own in Shopify; it is not among the order's line items here. */
export function tipLine(order: OrderSource): LineSource {
  const line: OrderLine = {
    id: order.record.agreementId + TIP_LINE_OFFSET,
    productId: null,
    variantId: null,
    title: "Tip",
    quantity: 1,
    unitPrice: order.record.tip,
    discount: 0,
    discountAfterTax: 0,
    tax: 0,
    isGiftCard: false,
    properties: [],
  };
  return { __typename: "LineItem", order, line, left: 1 };
}

const discountedTotal = ({ order, line }: LineSource) =>
  line.unitPrice * Math.abs(line.quantity) - pricedDiscount(order.record, line);

export const LINE_ITEM: Fields<LineSource> = {
  id: ({ line }) => gid("LineItem", line.id),
  title: ({ line }) => line.title,
  name: ({ line }) => line.title,
  variantTitle: ({ line }, _args, { shop }) =>
    line.variantId === null ? null : (shop.variant(line.variantId)?.title ?? null),
  sku: ({ line }, _args, { shop }) => (line.variantId === null ? null : (shop.variant(line.variantId)?.sku ?? null)),
  vendor: ({ line }, _args, { shop }) =>
    line.productId === null ? null : (shop.product(line.productId)?.vendor ?? null),
  quantity: ({ line }) => Math.abs(line.quantity),
  currentQuantity: ({ left }) => left,
  refundableQuantity: ({ left }) => left,
  isGiftCard: ({ line }) => line.isGiftCard,
  requiresShipping: ({ line }) => !line.isGiftCard,
  taxable: ({ line }) => line.tax > 0,
  product: ({ line }, _args, context) => (line.productId === null ? null : productById(context, line.productId)),
  variant: ({ line }, _args, context) => (line.variantId === null ? null : variantById(context, line.variantId)),
  customAttributes: ({ line }) => line.properties,
  sellingPlan: () => null,
  contract: () => null,
  originalUnitPriceSet: ({ order, line }) => bag(order, line.unitPrice),
  originalTotalSet: ({ order, line }) => bag(order, line.unitPrice * Math.abs(line.quantity)),
  totalDiscountSet: ({ order, line }) => bag(order, pricedDiscount(order.record, line)),
  /** The folder does not say which discount a code made: all of it counts as the line's own. */
  discountedTotalSet: (source) => bag(source.order, discountedTotal(source)),
  discountedUnitPriceAfterAllDiscountsSet: (source) =>
    bag(source.order, Math.round(discountedTotal(source) / Math.abs(source.line.quantity))),
  priceAfterAllDiscountsBeforeTaxesSet: (source) =>
    bag(source.order, discountedTotal(source) - (source.order.record.taxesIncluded ? source.line.tax : 0)),
  discountAllocations({ order, line }) {
    const discount = pricedDiscount(order.record, line);
    return discount === 0 ? [] : [plain("DiscountAllocation", { allocatedAmountSet: bag(order, discount) })];
  },
  taxLines: ({ order, line }) => taxLines(order, line.tax),
};
