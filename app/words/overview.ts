import { overview as en } from "./en/overview";

export const OVERVIEW_TEXTS = { en };
