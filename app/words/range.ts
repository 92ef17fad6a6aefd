import { range as en } from "./en/range";

export const RANGE_TEXTS = { en };
