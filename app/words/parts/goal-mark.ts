import { goalMark as en } from "../en/parts/goal-mark";

export const GOAL_MARK_TEXTS = { en };
