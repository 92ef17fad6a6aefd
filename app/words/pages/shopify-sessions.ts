import { shopifySessions as en } from "../en/pages/shopify-sessions";

export const SHOPIFY_SESSION_TEXTS = { en };
