import { menu as en } from "../en/parts/menu";

export const MENU_TEXTS = { en };
