import { value as en } from "../en/pages/value";

export const VALUE_TEXTS = { en };
