import { changes as en } from "../en/parts/changes";

export const CHANGE_TEXTS = { en };
