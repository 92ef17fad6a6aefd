import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { importState } from "~/features/installation/import-state.server";
import { loadOverview } from "~/features/overview/load-overview.server";
import { OverviewPage } from "~/features/overview/overview-page";
import { PageControls } from "~/features/page/frame/page-controls";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { OVERVIEW_TEXTS } from "~/words/pages/overview";
import { MENU_TEXTS } from "~/words/parts/menu";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [overview, state] = await Promise.all([
      loadOverview(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    return {
      overview,
      goals: await readGoalMarks(context, shopId, { ...overview, cards: [...overview.cards, ...overview.salesCards] }),
      importState: state,
    };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function OverviewRoute() {
  const { overview, goals, importState } = useLoaderData<typeof loader>();
  const title = useWords(MENU_TEXTS)("overview");
  const filterNote = useWords(OVERVIEW_TEXTS)("filterNote");
  const status = usePageStatus(overview, importState);
  return (
    <>
      <TitleBar title={title} />
      <OverviewPage
        overview={overview}
        goals={goals}
        status={status}
        controls={<PageControls view={overview} filterNote={filterNote} />}
      />
    </>
  );
}
