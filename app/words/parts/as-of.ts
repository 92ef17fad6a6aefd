import { asOf as en } from "../en/parts/as-of";

export const AS_OF_TEXTS = { en };
