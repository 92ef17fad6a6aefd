import type { Words } from "../words";
import { settings as en } from "../en/pages/settings";

export const SETTINGS_TEXTS = { en };
export type SaySetting = Words<typeof en>;
