import { page as en } from "./en/page";

export const PAGE_TEXTS = { en };
