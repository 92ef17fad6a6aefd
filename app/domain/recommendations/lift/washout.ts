import { MINUTE_MS } from "~/domain/time/shop-time";

/**
 * Sessions count from so long after the lists of a day were written. It is what ends a session, so nobody counts who saw
 * the pages of the day before.
 */
export const WASHOUT_MS = 30 * MINUTE_MS;
