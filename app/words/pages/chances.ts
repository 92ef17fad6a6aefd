import { chances as en } from "../en/pages/chances";

export const CHANCE_TEXTS = { en };
