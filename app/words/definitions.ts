import { definitions as en } from "./en/definitions";

export const DEFINITION_TEXTS = { en };
