import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { ConversionPage } from "~/features/conversion/conversion-page";
import { loadConversion } from "~/features/conversion/load-conversion.server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { importState } from "~/features/installation/import-state.server";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { RangeControls } from "~/features/page/range/range-controls";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { MENU_TEXTS } from "~/words/parts/menu";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [view, state] = await Promise.all([
      loadConversion(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    const cards = [...view.cards, ...view.cardsBeneath];
    return { view, goals: await readGoalMarks(context, shopId, { ...view, cards }), importState: state };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function ConversionRoute() {
  const { view, goals, importState } = useLoaderData<typeof loader>();
  const title = useWords(MENU_TEXTS)("conversion");
  const status = usePageStatus(view, importState);
  return (
    <>
      <TitleBar title={title} />
      <ConversionPage view={view} goals={goals} status={status} controls={<RangeControls view={view} />} />
    </>
  );
}
