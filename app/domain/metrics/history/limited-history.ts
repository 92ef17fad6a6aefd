/** Why a metric that needs first purchases is not available when only 60 days of orders may be read. */
export const HISTORY_LIMITED =
  "Limited history: the app may read only the last 60 days of orders, so first purchases are not known.";
