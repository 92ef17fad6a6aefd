import { useActionData, useFetcher } from "@remix-run/react";
import { useToast, type Answer } from "~/features/page/use-toast";

/** What came of a form of the page; what cannot be taken comes back with the goal it was meant for. */
export type GoalAnswer = Answer & { readonly posted?: { readonly goal: string; readonly bound: string } };

/** Posts a change of a goal, and what was wrong with it: also of one that was posted without script. */
export function useGoalChange() {
  const change = useFetcher<GoalAnswer>();
  useToast(change);
  const posted = useActionData<GoalAnswer>();
  const answer = change.data ?? posted;
  return {
    Form: change.Form,
    isBusy: change.state !== "idle",
    /** The goal and figure that were refused, and why. */
    refused: answer && "error" in answer && answer.posted ? { ...answer.posted, error: answer.error } : null,
  };
}
