import { createHash } from "node:crypto";
import type { ListedRecommendation } from "~/adapters/db/recommendations/recommendations.server";

/** A product's list as it stands in Shopify. */
export interface PublishedList {
  readonly productId: string;
  readonly recommendedIds: readonly string[];
  readonly contentHash: string;
}

/** Null for an empty list: there is nothing to publish. */
export function publishedList(list: readonly ListedRecommendation[]): PublishedList | null {
  const [first] = list;
  return first
    ? withHash(
        first.productId,
        list.map(({ recommendedId }) => recommendedId),
      )
    : null;
}

/** The list without products that are gone, the same object if none was in it; null when nothing is left to publish. */
export function withoutProducts(list: PublishedList, gone: ReadonlySet<string>): PublishedList | null {
  if (gone.has(list.productId)) return null;
  const left = list.recommendedIds.filter((id) => !gone.has(id));
  if (left.length === list.recommendedIds.length) return list;
  return left.length === 0 ? null : withHash(list.productId, left);
}

export function productGid(productId: string): string {
  return `gid://shopify/Product/${productId}`;
}

/** The metafield's value. */
export function valueOf({ recommendedIds }: Pick<PublishedList, "recommendedIds">): string {
  return JSON.stringify(recommendedIds.map(productGid));
}

function withHash(productId: string, recommendedIds: readonly string[]): PublishedList {
  const contentHash = createHash("sha256").update(valueOf({ recommendedIds })).digest("hex");
  return { productId, recommendedIds, contentHash };
}
