import { goalMark as en } from "./en/goal-mark";

export const GOAL_MARK_TEXTS = { en };
