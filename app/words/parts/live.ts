import { live as en } from "../en/parts/live";

export const LIVE_TEXTS = { en };
