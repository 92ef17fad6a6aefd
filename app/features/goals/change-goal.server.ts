import { z } from "zod";
import { changeGoalSetting, removeGoalSetting } from "~/adapters/db/shop/goals.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { takesOwnBound } from "~/domain/goals/evaluate-goal";
import type { AnyGoalId } from "~/domain/goals/goal";
import { goalOf, isOwnGoal, OWN_GOAL_IDS } from "~/domain/goals/own-goals";
import { GOAL_IDS } from "~/domain/goals/reference-goals";
import type { AppContext } from "~/context/context.server";
import { GOAL_TEXTS } from "~/words/pages/goals";
import { wordsOf } from "~/words/words";

const say = wordsOf(GOAL_TEXTS);

const wanted = z
  .object({
    id: z.enum([...GOAL_IDS, ...OWN_GOAL_IDS] as [AnyGoalId, ...AnyGoalId[]], { error: say("change.noSuchGoal") }),
    isActive: z.boolean().optional(),
    ownBound: z
      .number({ error: say("change.notANumber") })
      .finite()
      .nullable()
      .optional(),
    isRemoved: z.literal(true).optional(),
  })
  .superRefine(({ id, ownBound, isRemoved }, issues) => {
    const refuse = (message: string) => issues.addIssue({ code: "custom", message });
    const { kind, rule } = goalOf(id);
    if (kind !== "goal") refuse(say("change.isReference"));
    else if (ownBound !== undefined && ownBound !== null && !takesOwnBound(rule)) refuse(say("change.takesNoFigure"));
    else if (isRemoved && !isOwnGoal(id)) refuse(say("change.notSet"));
    else if (isOwnGoal(id) && !isRemoved && typeof ownBound !== "number") refuse(say("change.notANumber"));
  });

/**
 * Switches a goal on or off, or gives it a bound of the merchant's own in the unit of its metric; null goes back to the
 * published one. A goal the merchant set has only their bound, and is removed as a whole.
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
  const { id, isRemoved, ...settings } = parsed.data;
  await withShop(context.db, shopId, (tx) =>
    isRemoved ? removeGoalSetting(tx, shopId, id) : changeGoalSetting(tx, shopId, id, settings),
  );
  return null;
}
