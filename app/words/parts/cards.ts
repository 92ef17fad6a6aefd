import { cards as en } from "../en/parts/cards";

export const CARD_TEXTS = { en };
