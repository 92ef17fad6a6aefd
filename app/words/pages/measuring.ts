import { measuring as en } from "../en/pages/measuring";

export const MEASURING_TEXTS = { en };
