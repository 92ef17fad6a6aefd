import { z } from "zod";
import { changeGoalSetting } from "~/adapters/db/shop/goals.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { takesOwnBound } from "~/domain/goals/evaluate-goal";
import type { GoalId } from "~/domain/goals/goal";
import { GOAL_IDS, REFERENCE_GOALS } from "~/domain/goals/reference-goals";
import type { AppContext } from "~/context/context.server";

const wanted = z
  .object({
    id: z.enum(GOAL_IDS as [GoalId, ...GoalId[]], { error: "There is no such goal." }),
    isActive: z.boolean().optional(),
    ownBound: z.number({ error: "Give the goal as a number." }).finite().nullable().optional(),
  })
  .superRefine(({ id, ownBound }, issues) => {
    const { kind, rule } = REFERENCE_GOALS[id];
    if (kind !== "goal")
      issues.addIssue({ code: "custom", message: "Only goals can be changed; this is a reference." });
    else if (ownBound !== undefined && ownBound !== null && !takesOwnBound(rule)) {
      issues.addIssue({ code: "custom", message: "This goal compares two periods and takes no figure of your own." });
    }
  });

/**
 * Switches a goal on or off, or gives it a bound of the merchant's own in the unit of its metric; null goes back to the
 * published one.
 *
 * @returns a sentence that says what is wrong with the wish; null when it is done.
 */
export async function changeGoal(
  context: Pick<AppContext, "db">,
  shopId: string,
  change: unknown,
): Promise<string | null> {
  const parsed = wanted.safeParse(change);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "This goal cannot be changed so.";
  const { id, ...settings } = parsed.data;
  await withShop(context.db, shopId, (tx) => changeGoalSetting(tx, shopId, id, settings));
  return null;
}
