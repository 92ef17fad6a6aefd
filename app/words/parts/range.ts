import { range as en } from "../en/parts/range";

export const RANGE_TEXTS = { en };
