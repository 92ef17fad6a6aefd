import type { Words } from "../words";
import { goals as en } from "../en/pages/goals";

export const GOAL_TEXTS = { en };
export type SayGoal = Words<typeof en>;
