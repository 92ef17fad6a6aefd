import { page as en } from "../en/parts/page";

export const PAGE_TEXTS = { en };
