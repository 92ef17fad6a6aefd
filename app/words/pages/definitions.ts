import type { Words } from "../words";
import { definitions as en } from "../en/pages/definitions";

export const DEFINITION_TEXTS = { en };
export type SayDefinition = Words<typeof en>;
