import { cohorts as en } from "../en/pages/cohorts";

export const COHORT_TEXTS = { en };
