import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { importState } from "~/features/installation/import-state.server";
import { loadOverview } from "~/features/overview/load-overview.server";
import { OverviewPage } from "~/features/overview/overview-page";
import { PageControls } from "~/features/page/page-controls";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { forShop } from "~/requests/shop-request.server";
import { useReaderLocale } from "~/ui/reader-locale";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [overview, state] = await Promise.all([
      loadOverview(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    return { overview, goals: await readGoalMarks(context, shopId, overview), importState: state };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const CHECKOUTS_NOTE = "Checkout abandonment is not filtered: checkouts have no channel, country or first product.";

export default function OverviewRoute() {
  const { overview, goals, importState } = useLoaderData<typeof loader>();
  const locale = useReaderLocale();
  const { pending, ...status } = usePageStatus(overview, importState);
  return (
    <>
      <TitleBar title="Overview" />
      <OverviewPage
        overview={{ ...overview, pending }}
        {...status}
        goals={goals}
        locale={locale}
        controls={<PageControls view={overview} filterNote={CHECKOUTS_NOTE} locale={locale} />}
      />
    </>
  );
}
