import { type BasketLine } from "./basket";
import type { OrderLineRecord } from "../folder/folder-records";
import { decimal } from "../folder/money";
import { type Destination, minorUnits, type ShopProfile } from "../profiles";
import type { StockedProduct } from "../catalogue/shelves";

/** A basket line with its money, whole-line amounts in minor units. */
export interface PricedLine extends BasketLine {
  readonly price: number;
  /** What the price falls by. */
  readonly discount: number;
  /** The tax that the discount saves. */
  readonly savedTax: number;
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
    return { ...line, price, discount, savedTax: taxOf(profile, destination, line.product, discount), tax };
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

/** What a parcel's tax is: shops tax shipping as they tax gear. */
export function shippingTaxOf({ taxesIncluded }: ShopProfile, { gearTax }: Destination, shipping: number): number {
  return Math.round(taxesIncluded ? (shipping * gearTax) / (1 + gearTax) : shipping * gearTax);
}

/** Before tax and after: where prices include it, the price falls by the greater one. */
function discountsOf({ taxesIncluded }: ShopProfile, { discount, savedTax }: PricedLine, money: (n: number) => string) {
  if (savedTax === 0) return { discount: money(discount) };
  return taxesIncluded
    ? { discount: money(discount - savedTax), discountAfterTax: money(discount) }
    : { discount: money(discount), discountAfterTax: money(discount + savedTax) };
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
    ...(line.discount > 0 && discountsOf(profile, line, money)),
    ...(line.tax > 0 && { tax: money(line.tax) }),
    ...(product.listing.isGiftCard && { giftCard: true as const }),
  };
}
