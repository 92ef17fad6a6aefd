import { overview as en } from "../en/pages/overview";

export const OVERVIEW_TEXTS = { en };
