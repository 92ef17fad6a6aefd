import { menu as en } from "./en/menu";

export const MENU_TEXTS = { en };
