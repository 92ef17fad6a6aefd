import { changes as en } from "./en/changes";

export const CHANGE_TEXTS = { en };
