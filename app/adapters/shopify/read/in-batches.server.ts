import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";

/** Works through `items` at most `size` at a time; when Shopify finds that too costly, with half as many. */
export async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  work: (batch: readonly Item[]) => Promise<void>,
): Promise<void> {
  let at = 0;
  let limit = size;
  while (at < items.length) {
    const batch = items.slice(at, at + limit);
    try {
      await work(batch);
      at += batch.length;
    } catch (error) {
      if (!(error instanceof ShopifyError && error.code === "too_costly" && batch.length > 1)) throw error;
      limit = Math.ceil(batch.length / 2);
    }
  }
}
