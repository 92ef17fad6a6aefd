import { because } from "~/domain/metrics/confidence/reason";

/** Why a metric that needs first purchases is not available when only 60 days of orders may be read. */
export const HISTORY_LIMITED = because("historyLimited");
