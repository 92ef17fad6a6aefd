import { goalList as en } from "../en/pages/goal-list";

export type GoalListTexts = typeof en;

export const GOAL_LIST_TEXTS = { en };
