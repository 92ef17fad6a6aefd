import { metrics as en } from "./en/metrics";

export const METRIC_TEXTS = { en };
