import { installation as en } from "./en/installation";

export const INSTALLATION_TEXTS = { en };
