import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { changeGoal } from "~/features/goals/change-goal.server";
import { FollowButton, GoalForm } from "~/features/goals/goal-forms";
import { GoalsPage } from "~/features/goals/goals-page";
import { loadGoals } from "~/features/goals/load-goals.server";
import { readGoalChange } from "~/features/goals/read-goal-change";
import { SetGoalForm } from "~/features/goals/set-goal-form";
import type { GoalAnswer } from "~/features/goals/use-goal-change";
import { loadPulse } from "~/features/page/live/load-pulse.server";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { shopFormat } from "~/features/page/shop-format.server";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { GOAL_TEXTS } from "~/words/pages/goals";
import { wordsOf } from "~/words/words";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [view, pulse] = await Promise.all([loadGoals(context, shopId), loadPulse(context, shopId)]);
    return { view, pulse };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, form }): Promise<GoalAnswer> => {
    const { currencyCode } = await shopFormat(context, shopId);
    const fields = Object.fromEntries(form);
    const posted = { goal: String(fields.goal ?? ""), bound: String(fields.bound ?? "") };
    const wish = readGoalChange(fields, currencyCode);
    if ("error" in wish) return { ...wish, posted };
    const error = await changeGoal(context, shopId, wish.change);
    return error === null ? { message: wordsOf(GOAL_TEXTS)("form.saved") } : { error, posted };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function GoalsRoute() {
  const { view, pulse } = useLoaderData<typeof loader>();
  const say = useWords(GOAL_TEXTS);
  const status = usePageStatus(pulse, pulse.importState);
  return (
    <>
      <TitleBar title={say("title")} />
      <GoalsPage
        view={view}
        status={status}
        notice={<PostedNotice />}
        changeForm={(goal) => <GoalForm goal={goal} currencyCode={view.shop.currencyCode} />}
        setForm={<SetGoalForm goals={view.settable} currencyCode={view.shop.currencyCode} />}
        followButton={(goal) => <FollowButton goal={goal} />}
      />
    </>
  );
}
