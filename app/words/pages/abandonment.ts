import { abandonment as en } from "../en/pages/abandonment";

export const ABANDONMENT_TEXTS = { en };
