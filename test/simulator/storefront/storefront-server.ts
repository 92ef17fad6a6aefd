import { join } from "node:path";
import express, { type Express } from "express";
import { failurePage } from "../pages/failure-page";
import type { Store } from "../store/store";
import { type AppBlocks, EXTENSION_ASSETS } from "./app-blocks/app-blocks";
import { forwardToApp, type AppProxyOptions } from "./app-proxy";
import { loggedIn } from "./buyer/buyers";
import { addCartPages } from "./cart-pages";
import { addCataloguePages } from "./catalogue-pages";
import { addCheckoutPages } from "./checkout-pages";
import { addConsentForm } from "./pixel/consent";
import { addPixelFiles, pixels } from "./pixel/pixels";
import { storePages } from "./store-pages";
import { loadTheme, THEME_ASSETS, THEME_DIRECTORY } from "./theme";

export interface StorefrontOptions {
  readonly store: Store;
  /** Those of the theme app extension. */
  readonly blocks: AppBlocks;
  /** Null when the app declares no proxy. */
  readonly appProxy: AppProxyOptions | null;
}

/** The shop's online store: theme pages, cart, checkout, and the app's blocks and proxied pages in them. */
export async function storefrontServer({ store, blocks, appProxy }: StorefrontOptions): Promise<Express> {
  const pixelFolder = join(blocks.directory, "../web-pixel");
  const pages = storePages({ store, blocks, theme: await loadTheme(), pixels: pixels(store, pixelFolder) });
  const { withShop, notFound } = pages;
  const server = express();
  server.disable("x-powered-by");

  if (appProxy !== null) {
    server.use(
      appProxy.prefix,
      withShop((request, response, shop) => {
        const customerId = loggedIn(shop, request.headers.cookie);
        return forwardToApp(appProxy, { domain: shop.domain, customerId }, request, response);
      }),
    );
  }
  server.use(THEME_ASSETS, express.static(join(THEME_DIRECTORY, "assets")));
  server.use(EXTENSION_ASSETS, express.static(join(blocks.directory, "assets")));
  addPixelFiles(server, pixelFolder, pages);
  server.use(express.urlencoded({ extended: true, limit: "64kb" }));
  addConsentForm(server, pages);
  addCataloguePages(server, pages);
  addCartPages(server, pages);
  addCheckoutPages(server, store, pages);
  server.use(withShop(notFound));
  server.use(failurePage);
  return server;
}
