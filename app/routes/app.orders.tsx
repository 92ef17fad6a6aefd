import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { importState } from "~/features/installation/import-state.server";
import { loadOrders } from "~/features/orders/load-orders.server";
import { OrdersPage } from "~/features/orders/orders-page";
import { PageControls } from "~/features/page/frame/page-controls";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { MENU_TEXTS } from "~/words/parts/menu";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [view, state] = await Promise.all([
      loadOrders(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    return {
      view,
      goals: await readGoalMarks(context, shopId, { ...view, cards: [...view.cards, ...view.cardsBeneath] }),
      importState: state,
    };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function OrdersRoute() {
  const { view, goals, importState } = useLoaderData<typeof loader>();
  const title = useWords(MENU_TEXTS)("orders");
  const status = usePageStatus(view, importState);
  return (
    <>
      <TitleBar title={title} />
      <OrdersPage goals={goals} view={view} status={status} controls={<PageControls view={view} />} />
    </>
  );
}
