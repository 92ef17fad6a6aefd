import type { StoredProduct } from "~/adapters/db/recommendations/catalogue.server";
import { obstacleOf } from "~/domain/recommendations/eligibility";
import type { CatalogueProduct } from "~/domain/recommendations/lists/catalogue-product";

/** Whether a product is ranked at all. What is sold out is ranked too, so that it is shown again as soon as it is back. */
export function isCandidate(product: StoredProduct): boolean {
  return obstacleOf(product, { allowSoldOut: true }) === null;
}

/** A product as engines know it. */
export function asCatalogueProduct(product: StoredProduct): CatalogueProduct {
  return {
    description: [product.title, product.productType ?? "", ...product.tags].join(" "),
    category: product.productType ?? product.category,
    isEligible: isCandidate(product),
  };
}
