import { type BasketLine } from "./basket";
import type { OrderLineRecord } from "./folder-records";
import { decimal } from "./money";
import { type Destination, minorUnits, type ShopProfile } from "./profiles";
import type { StockedProduct } from "./shelves";

/** A basket line with its money, whole-line amounts in minor units. */
export interface PricedLine extends BasketLine {
  readonly price: number;
  readonly discount: number;
  readonly tax: number;
}

export const priceOf = ({ product, variantIndex }: BasketLine): number => {
  const variant = product.variants[variantIndex];
  if (variant === undefined) throw new RangeError(`${product.listing.title} has no variant ${variantIndex}`);
  return variant.price;
};

export function taxOf(profile: ShopProfile, destination: Destination, product: StockedProduct, amount: number): number {
  if (product.listing.isGiftCard) return 0;
  const rate = product.listing.isFood ? destination.foodTax : destination.gearTax;
  return Math.round(profile.taxesIncluded ? (amount * rate) / (1 + rate) : amount * rate);
}

/** Prices the basket; `discounts` is parallel to it. */
export function priceLines(
  profile: ShopProfile,
  destination: Destination,
  basket: readonly BasketLine[],
  discounts: readonly number[],
): PricedLine[] {
  return basket.map((line, index) => {
    const price = priceOf(line);
    const discount = discounts[index] ?? 0;
    const tax = taxOf(profile, destination, line.product, price * line.quantity - discount);
    return { ...line, price, discount, tax };
  });
}

export const valueOf = (lines: readonly PricedLine[]): number =>
  lines.reduce((sum, line) => sum + line.price * line.quantity - line.discount, 0);

/** Parcels of goods cost the destination's rate until they are worth enough; gift cards travel by mail. */
export function shippingOf(profile: ShopProfile, destination: Destination, lines: readonly PricedLine[]): number {
  if (lines.every(({ product }) => product.listing.isGiftCard)) return 0;
  if (valueOf(lines) >= minorUnits(profile, profile.freeShippingFrom)) return 0;
  return minorUnits(profile, destination.shipping);
}

export function lineRecord(profile: ShopProfile, line: PricedLine): OrderLineRecord {
  const { product, variantIndex } = line;
  const variant = product.variants[variantIndex];
  const money = (amount: number) => decimal(amount, profile.currencyDigits);
  return {
    productId: product.id,
    ...(variant !== undefined && variantIndex > 0 && { variantId: variant.id }),
    title: product.listing.title,
    quantity: line.quantity,
    unitPrice: money(line.price),
    ...(line.discount > 0 && { discount: money(line.discount) }),
    ...(line.tax > 0 && { tax: money(line.tax) }),
    ...(product.listing.isGiftCard && { giftCard: true as const }),
  };
}
