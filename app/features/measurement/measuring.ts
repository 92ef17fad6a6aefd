import type { EpochMs, ShopDay } from "~/domain/time/shop-time";

/** Whether and how the storefront is measured. */
export interface MeasuringView {
  /** Null while it is not measured. */
  readonly since: EpochMs | null;
  /** Day of the first event ever, which may be older than the last switching on; null before it. */
  readonly measuredFrom: ShopDay | null;
  readonly lastEventAt: EpochMs | null;
  /** Of the newest event among the numbers; null before the first. */
  readonly countedUpTo: EpochMs | null;
  readonly retentionDays: number;
  /** What a merchant has to grant for it. */
  readonly scopes: readonly string[];
}

/** Online orders, and those of them that the pixel saw. */
export interface RecentCoverage {
  readonly seen: number;
  readonly orders: number;
}

/** What a form about measuring asks for. */
export const MEASURING = {
  on: "measuring-on",
  off: "measuring-off",
  key: "measuring-key",
  retention: "measuring-retention",
} as const;

/** Choices of how long events are kept, in days; a comparison with the year before needs more than two years. */
export const RETENTION_DAYS: readonly number[] = [90, 180, 400, 800];
