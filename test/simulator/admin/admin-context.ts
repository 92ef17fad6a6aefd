import type { ShopStore } from "../store/shop-store";
import type { Store } from "../store/store";
import type { AppBlocks } from "../storefront/app-blocks/app-blocks";

/** The app as Shopify knows it from its configuration. */
export interface SimulatedApp {
  readonly name: string;
  /** Its place in the admin's addresses: /store/{store}/apps/{handle}. */
  readonly handle: string;
  readonly apiKey: string;
  /** What it may ask the merchant for once it is installed. */
  readonly optionalScopes: readonly string[];
}

export interface AdminContext {
  readonly app: SimulatedApp;
  /** Where the browser reaches the app: the tunnel. */
  readonly appUrl: string;
  readonly store: Store;
  /** What the theme editor can place. */
  readonly blocks: AppBlocks;
  sessionToken(shopDomain: string): string | Promise<string>;
  storefrontUrl(shopDomain: string): string;
}

/** `sample` of `sample.myshopify.com`: the name the admin uses in its addresses. */
export function storeName(shopDomain: string): string {
  return shopDomain.replace(/\.myshopify\.com$/, "");
}

export function shopOfStore(context: AdminContext, name: string): ShopStore | undefined {
  return context.store.findShop(`${name}.myshopify.com`);
}
