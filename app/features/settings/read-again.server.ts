import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import type { AppContext } from "~/context/context.server";
import { readUnreadableAgain } from "~/features/ingest/read-unreadable-again.server";
import { SETTINGS_TEXTS } from "~/words/pages/settings";
import { wordsOf } from "~/words/words";

/** Reads the orders that could not be used again, because the merchant asks for it; returns what came of it in words. */
export async function readAgain(
  context: Pick<AppContext, "db" | "shopify">,
  { shopId, domain }: { readonly shopId: string; readonly domain: string },
  signal: AbortSignal,
): Promise<string> {
  const say = wordsOf(SETTINGS_TEXTS);
  try {
    const { asked, read } = await readUnreadableAgain(context, shopId, context.shopify.admin(domain), signal);
    if (asked === 0) return say("unusable.noneLeft");
    return say("unusable.read", { read: String(read), asked, shown: String(asked) });
  } catch (error) {
    if (error instanceof ShopifyError) return say("unusable.nothingChanged", { reason: error.message });
    throw error;
  }
}
