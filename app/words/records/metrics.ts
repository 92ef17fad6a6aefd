import { metrics as en } from "../en/records/metrics";

export const METRIC_TEXTS = { en };
