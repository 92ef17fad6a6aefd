import type { ProfileName } from "../../sample-shop/profiles";

/** What the process that fills a simulated Shopify is asked, and what it answers. */
export interface FillRequest {
  readonly dataDir: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly source: FolderSource | SampleSource;
}

export interface FolderSource {
  readonly kind: "folder";
  readonly directory: string;
  /** Where the clock stands in place of the moment the folder names, if it shall. */
  readonly standsAt: number | null;
}

export interface SampleSource {
  readonly kind: "sample";
  readonly orders: number;
  readonly seed: number;
  readonly profile: ProfileName;
  readonly endsAt: string;
  /** Where the data folder is written on its way. */
  readonly draft: string;
}

export type FillAnswer =
  | { readonly kind: "progress"; readonly message: string }
  | {
      readonly kind: "filled";
      readonly domain: string;
      /** When the app is installed, as the data folder says; null for whenever it is. */
      readonly installedAt: number | null;
      readonly counts: Readonly<Record<string, number>>;
    }
  | { readonly kind: "refused"; readonly message: string };
