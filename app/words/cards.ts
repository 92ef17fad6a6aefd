import { cards as en } from "./en/cards";

export const CARD_TEXTS = { en };
