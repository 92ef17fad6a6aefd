import { explainLink as en } from "../en/parts/explain-link";

export const EXPLAIN_LINK_TEXTS = { en };
