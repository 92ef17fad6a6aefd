import type { Words } from "../words";
import { lift as en } from "../en/pages/lift";

export const LIFT_TEXTS = { en };
export type SayLift = Words<typeof en>;
