import { appContext } from "./features/context.server";
import { ensureInstalled } from "./features/installation/ensure-installed.server";
import { log } from "./log.server";
import { orUnavailable } from "./or-unavailable.server";

/**
 * Installs the shop that has just proved who it is. Shopify's library makes a bare 500 of every error in here and
 * tells nobody why, so that a database that is away is answered, and all else logged, before it sees it.
 */
export async function afterAuth({ session }: { readonly session: { readonly shop: string } }): Promise<void> {
  try {
    await orUnavailable(async () => ensureInstalled(await appContext(), session));
  } catch (error) {
    if (!(error instanceof Response)) log.error({ err: error, shop: session.shop }, "the shop could not be installed");
    throw error;
  }
}
