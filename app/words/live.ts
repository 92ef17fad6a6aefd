import { live as en } from "./en/live";

export const LIVE_TEXTS = { en };
