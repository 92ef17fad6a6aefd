import type { Words } from "../words";
import { recommendations as en } from "../en/pages/recommendations";

export const RECOMMENDATION_TEXTS = { en };
export type SayRecommendation = Words<typeof en>;
