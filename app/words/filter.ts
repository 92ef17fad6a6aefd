import { filter as en } from "./en/filter";

export const FILTER_TEXTS = { en };
