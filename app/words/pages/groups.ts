import { groups as en } from "../en/pages/groups";

export const GROUP_TEXTS = { en };
