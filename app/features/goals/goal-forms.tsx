import { PostButton } from "~/ui/forms/post-button";
import { TextField } from "~/ui/forms/text-field";
import { BlockStack, InlineStack } from "~/ui/polaris";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { useWords } from "~/ui/format/use-words";
import { GOAL_TEXTS } from "~/words/pages/goals";
import { useGoalChange } from "./use-goal-change";
import type { GoalView } from "./goals";
import { boundText, boundUnit } from "./own-bound";

/** A figure of the merchant's own in place of the published one, and the way back. */
export function GoalForm({ goal, currencyCode }: { readonly goal: GoalView; readonly currencyCode: string }) {
  const say = useWords(GOAL_TEXTS);
  return (
    <BlockStack gap="300">
      {goal.takesOwnBound && <OwnFigureForm goal={goal} currencyCode={currencyCode} />}
      {goal.isOwn ? (
        <GoalButton goal={goal} intent="remove" label={say("form.remove")} />
      ) : (
        <InlineStack gap="200">
          {goal.ownBound !== null && <GoalButton goal={goal} intent="published" label={say("form.published")} />}
          <GoalButton goal={goal} intent="unfollow" label={say("form.unfollow")} />
        </InlineStack>
      )}
    </BlockStack>
  );
}

function OwnFigureForm({ goal, currencyCode }: { readonly goal: GoalView; readonly currencyCode: string }) {
  const say = useWords(GOAL_TEXTS);
  const locale = useReaderLocale();
  const { Form, isBusy, refused } = useGoalChange();
  const { unit, standing, ownBound } = goal;
  if (!unit) return null;
  const shown = ownBound ?? standing.bound?.value ?? null;
  const sign = boundUnit(unit, currencyCode, locale, say);
  return (
    <Form method="post">
      <input type="hidden" name="goal" value={goal.id} />
      <TextField
        key={shown}
        name="bound"
        label={sign === "" ? say("form.figure") : say("form.figureIn", { unit: sign })}
        inputMode="decimal"
        initial={shown === null ? "" : boundText(shown, unit, currencyCode)}
        error={refused?.goal === goal.id ? refused.error : undefined}
        button={<PostButton intent="own" label={say("form.set")} isBusy={isBusy} />}
      />
    </Form>
  );
}

export function FollowButton({ goal }: { readonly goal: GoalView }) {
  const say = useWords(GOAL_TEXTS);
  return (
    <GoalButton
      goal={goal}
      intent="follow"
      label={say("form.follow")}
      name={say("form.followGoal", { goal: goal.text })}
    />
  );
}

function GoalButton({
  goal,
  ...button
}: {
  readonly goal: GoalView;
  readonly intent: "follow" | "unfollow" | "published" | "remove";
  readonly label: string;
  readonly name?: string;
}) {
  const { Form, isBusy } = useGoalChange();
  return (
    <Form method="post">
      <input type="hidden" name="goal" value={goal.id} />
      <PostButton {...button} isBusy={isBusy} />
    </Form>
  );
}
