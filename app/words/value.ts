import { value as en } from "./en/value";

export const VALUE_TEXTS = { en };
