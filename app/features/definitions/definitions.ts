import type { Definitions } from "~/domain/orders/definitions";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";

/** What the page of definitions shows. */
export interface DefinitionsView {
  readonly shop: { readonly name: string; readonly currencyCode: string; readonly timeZone: string };
  /** Those the numbers on all pages follow now. */
  readonly inForce: Definitions;
  readonly version: number;
  /** Those the numbers will follow when the rebuild is done; equal to `inForce` while none waits. */
  readonly wanted: Definitions;
  /** Whether a change waits for its rebuild: pages still show the old numbers. */
  readonly isRebuilding: boolean;
  /** Newest first. */
  readonly history: readonly DefinitionChange[];
  /** Channels and tags seen on orders, to choose from. */
  readonly channels: readonly string[];
  readonly tags: readonly string[];
}

/** What a change can be about: a switch, or the time zone or currency the shop has in Shopify. */
export type RuleValues = Partial<Definitions> & { readonly timeZone?: string; readonly currencyCode?: string };

export interface DefinitionChange {
  readonly version: number;
  readonly changedAt: EpochMs;
  /** When the numbers began to follow it; null while the rebuild is still to come. */
  readonly inForceAt: EpochMs | null;
  /** Only what changed. */
  readonly before: RuleValues;
  readonly after: RuleValues;
}

/** What came of a wish to change definitions. */
export type ChangeResult =
  | { readonly status: "rebuilding"; readonly version: number }
  /** Nothing differs from what is in force or already on its way. */
  | { readonly status: "unchanged" }
  /** One sentence per switch that cannot be taken. */
  | { readonly status: "invalid"; readonly errors: Readonly<Record<string, string>> };

/** The headline numbers as they are and as they would be. */
export interface DefinitionsPreview {
  readonly range: DayRange;
  readonly asOf: EpochMs;
  readonly before: Definitions;
  readonly after: Definitions;
  readonly metrics: readonly PreviewedMetric[];
  /** Orders of the range that would count otherwise. */
  readonly moved: MovedOrders;
  /** The same over the whole history. */
  readonly movedEver: MovedOrders;
  /** Customers whom the forecast sets apart now; null while there is none. */
  readonly setApart: number | null;
}

export interface PreviewedMetric {
  readonly key: string;
  readonly label: string;
  readonly before: MetricValue;
  readonly after: MetricValue;
}

export interface MovedOrders {
  readonly noLongerPlaced: number;
  readonly newlyPlaced: number;
  readonly noLongerPurchases: number;
  readonly newlyPurchases: number;
  /** Purchases whose number in their customer's row changes, such as a second that becomes the first. */
  readonly renumbered: number;
  /** Checkouts whose state changes. */
  readonly checkouts: number;
}

export type PreviewResult =
  | { readonly status: "ready"; readonly preview: DefinitionsPreview }
  | { readonly status: "invalid"; readonly errors: Readonly<Record<string, string>> };
