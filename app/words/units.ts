import { units as en } from "./en/units";

export const UNIT_TEXTS = { en };
