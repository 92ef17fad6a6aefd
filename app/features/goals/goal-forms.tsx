import { useFetcher } from "@remix-run/react";
import { useToast, type Answer } from "~/features/page/use-toast";
import { PostButton } from "~/ui/forms/post-button";
import { TextField } from "~/ui/forms/text-field";
import { BlockStack, InlineStack } from "~/ui/polaris";
import type { GoalView } from "./goals";
import { boundSign, boundText } from "./own-bound";

function useGoalChange() {
  const change = useFetcher<Answer>();
  useToast(change);
  return change;
}

/** A figure of the merchant's own in place of the published one, and the way back. */
export function GoalForm({ goal, currencyCode }: { readonly goal: GoalView; readonly currencyCode: string }) {
  return (
    <BlockStack gap="300">
      {goal.takesOwnBound && <OwnFigureForm goal={goal} currencyCode={currencyCode} />}
      <InlineStack gap="200">
        {goal.ownBound !== null && <GoalButton goal={goal} intent="published" label="Back to the published figure" />}
        <GoalButton goal={goal} intent="unfollow" label="Stop following" />
      </InlineStack>
    </BlockStack>
  );
}

function OwnFigureForm({ goal, currencyCode }: { readonly goal: GoalView; readonly currencyCode: string }) {
  const change = useGoalChange();
  const { unit, standing, ownBound } = goal;
  if (!unit) return null;
  const shown = ownBound ?? standing.bound?.value ?? null;
  return (
    <change.Form method="post" action="/app/goals">
      <input type="hidden" name="goal" value={goal.id} />
      <TextField
        key={shown}
        name="bound"
        label={`Your own figure (${boundSign(unit, currencyCode)})`}
        inputMode="decimal"
        initial={shown === null ? "" : boundText(shown, unit, currencyCode)}
        error={change.data && "error" in change.data ? change.data.error : undefined}
        button={<PostButton intent="own" label="Set as goal" isBusy={change.state !== "idle"} />}
      />
    </change.Form>
  );
}

export function FollowButton({ goal }: { readonly goal: GoalView }) {
  return <GoalButton goal={goal} intent="follow" label="Follow" name={`Follow: ${goal.text}`} />;
}

function GoalButton({
  goal,
  ...button
}: {
  readonly goal: GoalView;
  readonly intent: "follow" | "unfollow" | "published";
  readonly label: string;
  readonly name?: string;
}) {
  const change = useGoalChange();
  return (
    <change.Form method="post" action="/app/goals">
      <input type="hidden" name="goal" value={goal.id} />
      <PostButton {...button} isBusy={change.state !== "idle"} />
    </change.Form>
  );
}
