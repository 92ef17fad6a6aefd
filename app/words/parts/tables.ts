import { tables as en } from "../en/parts/tables";

export const TABLE_TEXTS = { en };
