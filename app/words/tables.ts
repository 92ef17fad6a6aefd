import { tables as en } from "./en/tables";

export const TABLE_TEXTS = { en };
