import { notices as en } from "../en/parts/notices";

export const NOTICE_TEXTS = { en };
