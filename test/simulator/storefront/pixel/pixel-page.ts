/** Something Shopify tells pixels, before the browser adds who, when and where. */
export interface StoreEvent {
  readonly name: string;
  readonly data: object;
}

/** What the script of a storefront's page is given. */
export interface PixelPage {
  readonly shop: { readonly id: string; readonly name: string; readonly myshopifyDomain: string };
  readonly customerId: string | null;
  /** What happened by opening this page, in order. */
  readonly events: readonly StoreEvent[];
  /** Shopify's clock less the browser's, in milliseconds. */
  readonly aheadMs: number;
  readonly isConsentGiven: boolean;
  /** Null where the app's pixel does not run. */
  readonly pixel: { readonly script: string; readonly settings: Readonly<Record<string, string>> } | null;
}

/** Where a page asks what the items a script has added mean to pixels. */
export const ADDED_ADDRESS = "/cdn/shopify/added";
export const PAGE_ELEMENT = "shopify-pixel-page";
/** "yes" or "no": a shopper who was never asked counts as agreeing, as where the law asks for nothing. */
export const CONSENT_COOKIE = "_tracking_consent";

/** What page and worker tell each other. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly init: object;
      readonly settings: Readonly<Record<string, string>>;
      readonly aheadMs: number;
    }
  | { readonly type: "event"; readonly name: string; readonly event: object }
  | { readonly type: "consent"; readonly customerPrivacy: object }
  | { readonly type: "stored"; readonly call: number; readonly value: string | null };

export interface ToPage {
  readonly type: "storage";
  readonly call: number;
  readonly method: "getItem" | "setItem" | "removeItem";
  readonly args: readonly string[];
}
