import { existingProduct } from "./find-records";
import type { OrderLine } from "./records/order";
import type { Attribute, Id, Minor } from "./records/values";
import type { ShopContext } from "./shop-context";

export interface LineInput {
  readonly productId: Id;
  /** Default: the product's first variant. */
  readonly variantId?: Id;
  readonly title?: string;
  readonly quantity: number;
  /** Default: the variant's price. */
  readonly unitPrice?: Minor;
  readonly discount?: Minor;
  /** Default: the same as before tax. */
  readonly discountAfterTax?: Minor;
  readonly tax?: Minor;
  readonly isGiftCard?: boolean;
  readonly properties?: readonly Attribute[];
}

/** A negative quantity is brought back, or taken away. */
export function lineOf(context: ShopContext, input: LineInput): OrderLine {
  const sold = existingProduct(context, input.productId);
  const chosen = sold.variants.find((each) => input.variantId === undefined || each.id === input.variantId);
  if (chosen === undefined) throw new RangeError(`product ${sold.id} has no variant ${input.variantId ?? "at all"}`);
  if (!Number.isInteger(input.quantity) || input.quantity === 0) {
    throw new RangeError(`${input.quantity} is no number of units`);
  }
  return {
    id: context.ids.next("part"),
    productId: sold.id,
    variantId: chosen.id,
    title: input.title ?? sold.title,
    quantity: input.quantity,
    unitPrice: input.unitPrice ?? chosen.price,
    discount: input.discount ?? 0,
    discountAfterTax: input.discountAfterTax ?? input.discount ?? 0,
    tax: input.tax ?? 0,
    isGiftCard: input.isGiftCard ?? sold.isGiftCard,
    properties: input.properties ?? [],
  };
}

/** Lines that can only be sold. */
export function goodsOf(context: ShopContext, inputs: readonly LineInput[]): OrderLine[] {
  return inputs.map((input) => {
    if (input.quantity <= 0) throw new RangeError(`${input.quantity} is no number of units to sell`);
    return lineOf(context, input);
  });
}
