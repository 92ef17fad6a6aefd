import { units as en } from "../en/parts/units";

export const UNIT_TEXTS = { en };
