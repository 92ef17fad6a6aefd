import { explain as en } from "../en/pages/explain";

export const EXPLAIN_TEXTS = { en };
