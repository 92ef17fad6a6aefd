import { cohorts as en } from "./en/cohorts";

export const COHORT_TEXTS = { en };
