/** What each task needs to know; every job names its shop. */
export interface Tasks {
  /** Apply the webhooks waiting in the shop's inbox. */
  "drain-shop": { shopId: string };
  /** Fetch the shop's history from Shopify. */
  "import-shop": { shopId: string };
  /** Read young orders again whose visits Shopify had not found yet. */
  "read-journeys": { shopId: string };
  /** Bring what the pixel told into the numbers. */
  "fold-visits": { shopId: string };
  /** Recompute every derived number from the stored orders. */
  "rebuild-shop": { shopId: string };
  /** Rank anew what goes with what. */
  "build-recommendations": { shopId: string };
  /** Tell Shopify what the lists say now. */
  "publish-lists": { shopId: string };
  /** Hold every list in Shopify against what was sent. */
  "check-lists": { shopId: string };
  /** Fit the models of customer value again, if anything changed since. */
  "forecast-value": { shopId: string };
  /** Daily: keep the token alive and the shop's profile true. */
  "refresh-shop": { shopId: string };
}

export type TaskName = keyof Tasks;

export const TASK_NAMES = [
  "drain-shop",
  "import-shop",
  "read-journeys",
  "fold-visits",
  "rebuild-shop",
  "build-recommendations",
  "publish-lists",
  "check-lists",
  "forecast-value",
  "refresh-shop",
] as const satisfies readonly TaskName[];
