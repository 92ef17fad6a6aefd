import { abandonment as en } from "./en/abandonment";

export const ABANDONMENT_TEXTS = { en };
