import { filter as en } from "../en/parts/filter";

export const FILTER_TEXTS = { en };
