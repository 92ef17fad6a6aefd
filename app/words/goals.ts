import { goals as en } from "./en/goals";

export type GoalTexts = typeof en;

export const GOAL_TEXTS = { en };
