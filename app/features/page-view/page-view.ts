import type { ParsedSegment, Segment } from "~/domain/segment";
import type { ShopifyId } from "~/domain/order";
import type { EpochMs } from "~/domain/shop-time";
import type { OverviewShop, OverviewWindow } from "../overview/overview";

/**
 * What every page of numbers carries. Its address holds the range and comparison (`parseReportingWindow`) and the
 * segment (`parseSegment`).
 */
export interface PageView {
  readonly shop: OverviewShop;
  readonly window: OverviewWindow;
  readonly asOf: EpochMs;
  readonly newestEventAt: EpochMs | null;
  readonly dataVersion: number;
  /** Webhooks received and not yet among the numbers. */
  readonly pending: number;
  /** Whether the shop has any order at all. */
  readonly hasOrders: boolean;
  readonly segment: SegmentView;
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
