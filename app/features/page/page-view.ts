import type { ShopifyId } from "~/domain/orders/order";
import type { ParsedSegment, Segment } from "~/domain/orders/segment";
import type { Comparison, DayRange, WindowErrors } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";

/**
 * What every page of numbers carries. Its address holds the range and comparison (`parseReportingWindow`) and the
 * segment (`parseSegment`).
 */
export interface PageView {
  readonly shop: PageShop;
  readonly window: PageWindow;
  readonly asOf: EpochMs;
  readonly newestEventAt: EpochMs | null;
  readonly dataVersion: number;
  /** Of what was measured in the storefront; null where nothing of it is shown. */
  readonly visitVersion: number | null;
  /** Webhooks received and not yet among the numbers. */
  readonly pending: number;
  /** Whether a change of definitions, time zone or currency has not reached the numbers yet. */
  readonly isRebuilding: boolean;
  /** The newest calculation of the forecast and where it stands; null before the first. */
  readonly forecastRun: string | null;
  /** Whether the shop has any order at all. */
  readonly hasOrders: boolean;
  readonly segment: SegmentView;
}

export interface PageShop {
  readonly name: string;
  readonly domain: string;
  readonly currencyCode: string;
  readonly timeZone: string;
  /** True when the shop has not granted orders older than 60 days. */
  readonly isHistoryLimited: boolean;
}

export interface PageWindow {
  readonly range: DayRange;
  /** The preset the address names, or `custom`. */
  readonly preset: string;
  readonly comparison: Comparison;
  readonly comparisonRange: DayRange | null;
  /** Of the address; the window is then the default. */
  readonly errors: WindowErrors;
}

export interface SegmentView {
  readonly segment: Segment;
  /** In words; empty for the whole shop. */
  readonly words: string;
  readonly errors: ParsedSegment["errors"];
  readonly options: SegmentOptions;
}

/** What the segment filter offers, most used first. What the segment names is always among them. */
export interface SegmentOptions {
  readonly channels: readonly string[];
  readonly countries: readonly string[];
  readonly firstProducts: readonly { readonly productId: ShopifyId; readonly title: string }[];
}

/** One page of a list; `page` begins at 1. */
export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}
