import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useId } from "react";
import type { GoalView } from "./goals";
import { PostButton } from "~/ui/post-button";
import { boundSign, boundText } from "./own-bound";

/** What came of a change. */
export type GoalAnswer = { readonly message: string } | { readonly error: string };

function useGoalChange() {
  const change = useFetcher<GoalAnswer>();
  const shopify = useAppBridge();
  const message = change.data && "message" in change.data ? change.data.message : null;
  useEffect(() => {
    if (message && change.state === "idle") shopify.toast.show(message);
  }, [shopify, message, change.state]);
  return change;
}

/** A figure of the merchant's own in place of the published one, and the way back. */
export function GoalForm({ goal, currencyCode }: { readonly goal: GoalView; readonly currencyCode: string }) {
  const change = useGoalChange();
  const id = useId();
  const { unit, standing, ownBound, takesOwnBound } = goal;
  const error = change.data && "error" in change.data ? change.data.error : null;
  const isBusy = change.state !== "idle";
  const asked = change.formData?.get("intent");
  const busy = (intent: string) => isBusy && asked === intent;
  const shown = ownBound ?? standing.bound?.value ?? null;
  return (
    <>
      {takesOwnBound && unit && (
        <change.Form method="post" action="/app/goals" className="cb-goal__form">
          <input type="hidden" name="goal" value={goal.id} />
          <label className="cb-field" htmlFor={id}>
            <span>Your own figure ({boundSign(unit, currencyCode)})</span>
            <input
              id={id}
              name="bound"
              className="cb-input"
              inputMode="decimal"
              key={shown}
              defaultValue={shown === null ? "" : boundText(shown, unit, currencyCode)}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
            />
          </label>
          <PostButton intent="own" label="Set as goal" busyLabel="Saving…" isBusy={busy("own")} />
          {error && (
            <p className="cb-field-error" id={`${id}-error`} role="alert">
              {error}
            </p>
          )}
        </change.Form>
      )}
      <change.Form method="post" action="/app/goals" className="cb-actions">
        <input type="hidden" name="goal" value={goal.id} />
        {ownBound !== null && (
          <PostButton
            intent="published"
            label="Back to the published figure"
            busyLabel="Saving…"
            isBusy={busy("published")}
          />
        )}
        <PostButton intent="unfollow" label="Stop following" busyLabel="Saving…" isBusy={busy("unfollow")} />
      </change.Form>
    </>
  );
}

export function FollowButton({ goal }: { readonly goal: GoalView }) {
  const change = useGoalChange();
  return (
    <change.Form method="post" action="/app/goals">
      <input type="hidden" name="goal" value={goal.id} />
      <PostButton
        intent="follow"
        label={
          <>
            Follow<span className="cb-visually-hidden">: {goal.text}</span>
          </>
        }
        busyLabel="Saving…"
        isBusy={change.state !== "idle"}
      />
    </change.Form>
  );
}
