import { sources as en } from "../en/parts/sources";

export const SOURCE_TEXTS = { en };
