import { Drop } from "liquidjs";
import type { ProductRecord, VariantRecord } from "../../store/records/product";

export function productUrl(product: Pick<ProductRecord, "handle">): string {
  return `/products/${encodeURIComponent(product.handle)}`;
}

/** `variant` as a theme sees it. */
export class VariantDrop extends Drop {
  readonly #variant: VariantRecord;
  readonly #product: ProductRecord;
  constructor(product: ProductRecord, variant: VariantRecord) {
    super();
    this.#product = product;
    this.#variant = variant;
  }
  get id() {
    return this.#variant.id;
  }
  get title() {
    return this.#variant.title;
  }
  get price() {
    return this.#variant.price;
  }
  get compare_at_price() {
    return this.#variant.compareAtPrice;
  }
  get sku() {
    return this.#variant.sku ?? "";
  }
  get available() {
    return this.#variant.inventory === null || this.#variant.inventory > 0;
  }
  get inventory_quantity() {
    return this.#variant.inventory ?? 0;
  }
  get url() {
    return `${productUrl(this.#product)}?variant=${this.#variant.id}`;
  }
  get featured_image() {
    return null;
  }
  /** Nil where the merchant gave no measure. */
  get unit_price_measurement() {
    const measurement = this.#variant.unitPriceMeasurement;
    if (measurement === undefined) return null;
    const { quantityValue, quantityUnit, referenceValue, referenceUnit } = measurement;
    return {
      quantity_value: quantityValue,
      quantity_unit: quantityUnit,
      reference_value: referenceValue,
      reference_unit: referenceUnit,
    };
  }
  get unit_price() {
    return this.#unitPriceOf(this.#variant.price);
  }
  get requires_selling_plan() {
    return this.#product.requiresSellingPlan ?? false;
  }
  get selling_plan_allocations() {
    const { price } = this.#variant;
    return (this.#product.sellingPlans ?? []).map((plan) => {
      const planPrice = Math.round(price * (1 - plan.percentOff / 100));
      return {
        price: planPrice,
        compare_at_price: price,
        unit_price: this.#unitPriceOf(planPrice),
        selling_plan: { name: plan.name },
      };
    });
  }

  /** Quantity and reference are given in the same unit here; Shopify converts between grams and kilograms too. */
  #unitPriceOf(price: number): number | null {
    const measurement = this.#variant.unitPriceMeasurement;
    return measurement === undefined
      ? null
      : Math.round((price / measurement.quantityValue) * measurement.referenceValue);
  }
}
