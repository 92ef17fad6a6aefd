import { z } from "zod";
import { changeGoalSetting } from "~/adapters/db/shop/goals.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { takesOwnBound } from "~/domain/goals/evaluate-goal";
import type { GoalId } from "~/domain/goals/goal";
import { GOAL_IDS, REFERENCE_GOALS } from "~/domain/goals/reference-goals";
import type { AppContext } from "~/context/context.server";
import { GOAL_TEXTS } from "~/words/goals";
import { wordsOf } from "~/words/words";

const say = wordsOf(GOAL_TEXTS);

const wanted = z
  .object({
    id: z.enum(GOAL_IDS as [GoalId, ...GoalId[]], { error: say("change.noSuchGoal") }),
    isActive: z.boolean().optional(),
    ownBound: z
      .number({ error: say("change.notANumber") })
      .finite()
      .nullable()
      .optional(),
  })
  .superRefine(({ id, ownBound }, issues) => {
    const { kind, rule } = REFERENCE_GOALS[id];
    if (kind !== "goal") issues.addIssue({ code: "custom", message: say("change.isReference") });
    else if (ownBound !== undefined && ownBound !== null && !takesOwnBound(rule)) {
      issues.addIssue({ code: "custom", message: say("change.takesNoFigure") });
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
  if (!parsed.success) return parsed.error.issues[0]?.message ?? say("change.refused");
  const { id, ...settings } = parsed.data;
  await withShop(context.db, shopId, (tx) => changeGoalSetting(tx, shopId, id, settings));
  return null;
}
