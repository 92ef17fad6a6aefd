import { gid } from "../../../payloads/payloads";
import { SHIPPING_LINE_OFFSET } from "../../../sales/sales-ledger";
import { plain, type PlainSource } from "../../fields";
import { bag, type OrderSource } from "./order-source";

export function shippingLine(order: OrderSource): PlainSource | null {
  const { record } = order;
  if (record.shipping === 0) return null;
  const price = bag(order, record.shipping);
  return plain("ShippingLine", {
    id: gid("ShippingLine", record.agreementId + SHIPPING_LINE_OFFSET),
    title: "Standard",
    code: "Standard",
    source: "shopify",
    custom: false,
    isRemoved: false,
    originalPriceSet: price,
    discountedPriceSet: price,
    currentDiscountedPriceSet: bag(order, order.amounts().currentShipping),
    discountAllocations: [],
    taxLines: taxLines(order, record.shippingTax),
  });
}

export function taxLines(order: OrderSource, tax: number): PlainSource[] {
  if (tax === 0) return [];
  const priceSet = bag(order, tax);
  const nothing = { rate: null, ratePercentage: null, source: null, channelLiable: false };
  return [plain("TaxLine", { title: "Tax", priceSet, ...nothing })];
}
