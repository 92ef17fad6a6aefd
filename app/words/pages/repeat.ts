import { repeat as en } from "../en/pages/repeat";

export const REPEAT_TEXTS = { en };
