import { notices as en } from "./en/notices";

export const NOTICE_TEXTS = { en };
