import { explainLink as en } from "./en/explain-link";

export const EXPLAIN_LINK_TEXTS = { en };
