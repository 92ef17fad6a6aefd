import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { customerTab, fieldsKeptByControls, followsRange } from "~/features/customers/address";
import { CustomersPage } from "~/features/customers/customers-page";
import { ForecastButton } from "~/features/customers/expected/forecast-button";
import { loadCustomers } from "~/features/customers/load-customers.server";
import { askForForecast } from "~/features/forecast/ask-for-forecast.server";
import { importState } from "~/features/installation/import-state.server";
import { PageControls } from "~/features/page/frame/page-controls";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { PageLink } from "~/features/page/page-link";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [data, state] = await Promise.all([
      loadCustomers(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    return { data, importState: state };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    await askForForecast(context, shopId);
    return { isRequested: true };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function CustomersRoute() {
  const { data, importState } = useLoaderData<typeof loader>();
  const say = useWords(CUSTOMER_TEXTS);
  const { pathname, search } = useLocation();
  const { location: next } = useNavigation();
  const status = usePageStatus(data.view, importState);
  return (
    <>
      <TitleBar title={say("title")} />
      <CustomersPage
        data={data}
        awaitedTab={next?.pathname === pathname ? customerTab(new URLSearchParams(next.search)) : null}
        status={status}
        search={search}
        controls={
          <PageControls
            view={data.view}
            pageFields={fieldsKeptByControls(data.tab)}
            hasRange={followsRange(data.tab)}
            filterNote={say(data.tab === "repeat" ? "filterNote.ofRange" : "filterNote.ofCustomers")}
          />
        }
        calculateButton={(label) => <ForecastButton label={label} />}
        link={PageLink}
      />
    </>
  );
}
