import { repeat as en } from "./en/repeat";

export const REPEAT_TEXTS = { en };
