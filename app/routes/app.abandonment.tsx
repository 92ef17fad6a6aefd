import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { abandonmentCards } from "~/features/abandonment/abandonment";
import { AbandonmentPage } from "~/features/abandonment/abandonment-page";
import { loadAbandonment } from "~/features/abandonment/load-abandonment.server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { importState } from "~/features/installation/import-state.server";
import { PAGE_FIELDS } from "~/features/page/frame/page-controls";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { RangeControls } from "~/features/page/range/range-controls";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { MENU_TEXTS } from "~/words/parts/menu";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [view, state] = await Promise.all([
      loadAbandonment(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    const cards = abandonmentCards(view);
    return { view, goals: await readGoalMarks(context, shopId, { ...view, cards }), importState: state };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function AbandonmentRoute() {
  const { view, goals, importState } = useLoaderData<typeof loader>();
  const title = useWords(MENU_TEXTS)("abandonment");
  const { search } = useLocation();
  const status = usePageStatus(view, importState);
  const kept = keptParameters(search, PAGE_FIELDS);
  return (
    <>
      <TitleBar title={title} />
      <AbandonmentPage
        view={view}
        goals={goals}
        status={status}
        controls={<RangeControls view={view} />}
        pageUrl={(page) => `?${new URLSearchParams({ ...kept, page: String(page) })}`}
      />
    </>
  );
}
