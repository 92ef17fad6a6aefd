import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import type { AppContext } from "~/context/context.server";
import { readUnreadableAgain } from "~/features/ingest/read-unreadable-again.server";

/** Reads the orders that could not be used again, because the merchant asks for it; returns what came of it in words. */
export async function readAgain(
  context: Pick<AppContext, "db" | "shopify">,
  { shopId, domain }: { readonly shopId: string; readonly domain: string },
  signal: AbortSignal,
): Promise<string> {
  try {
    const { asked, read } = await readUnreadableAgain(context, shopId, context.shopify.admin(domain), signal);
    if (asked === 0) return "No order is left to read again.";
    return `${read} of ${asked} ${asked === 1 ? "order" : "orders"} could be read.`;
  } catch (error) {
    if (error instanceof ShopifyError) return `Nothing changed: ${error.message}`;
    throw error;
  }
}
