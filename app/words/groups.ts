import { groups as en } from "./en/groups";

export const GROUP_TEXTS = { en };
