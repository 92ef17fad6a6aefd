import { asOf as en } from "./en/as-of";

export const AS_OF_TEXTS = { en };
