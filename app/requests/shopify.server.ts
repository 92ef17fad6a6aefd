import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { sessionStorage } from "~/adapters/shopify/connect/session-storage.server";
import { env } from "~/process/env.server";
import { appContext } from "~/context/context.server";

/**
 * Shopify's library: who may see a page, and its own pages on the way there. Getting tokens and installing is the app's
 * own (open-shop), which does it once where the library would for every request.
 */
const shopify = shopifyApp({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  appUrl: env().SHOPIFY_APP_URL,
  apiVersion: ApiVersion.October26,
  authPathPrefix: "/auth",
  distribution: AppDistribution.AppStore,
  sessionStorage: sessionStorage(async () => {
    const { db, shopify } = await appContext();
    return { db, cipher: shopify.cipher };
  }),
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  // Debug would write session tokens to the log.
  logger: { level: LogSeverity.Warning },
});

export const { authenticate, login } = shopify;
