import { explain as en } from "./en/explain";

export const EXPLAIN_TEXTS = { en };
