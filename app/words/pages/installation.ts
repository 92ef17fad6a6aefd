import { installation as en } from "../en/pages/installation";

export const INSTALLATION_TEXTS = { en };
