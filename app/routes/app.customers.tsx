import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { customerTab, fieldsKeptByControls, type CustomerTab } from "~/features/customers/address";
import { CustomersPage } from "~/features/customers/customers-page";
import { loadCustomers } from "~/features/customers/load-customers.server";
import { askForForecast } from "~/features/forecast/ask-for-forecast.server";
import { ForecastButton } from "~/features/customers/expected/forecast-button";
import { importState } from "~/features/installation/import-state.server";
import { PageControls } from "~/features/page/page-controls";
import { PageLink } from "~/features/page/page-link";
import { usePageStatus } from "~/features/page/live/use-page-status";
import { forShop } from "~/requests/shop-request.server";
import { useReaderLocale } from "~/ui/reader-locale";

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
    return { message: "Forecast requested. This page updates automatically." };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const OF_CUSTOMERS = "The new/returning filter has no effect here; customers are filtered by their first purchase.";
const OF_RANGE = "New or returning narrows the rates of the range alone; what follows customers over time ignores it.";
const FILTER_NOTES: Readonly<Record<CustomerTab, string>> = {
  repeat: OF_RANGE,
  cohorts: OF_CUSTOMERS,
  value: OF_CUSTOMERS,
  groups: OF_CUSTOMERS,
  churn: OF_CUSTOMERS,
};

export default function CustomersRoute() {
  const { data, importState } = useLoaderData<typeof loader>();
  const locale = useReaderLocale();
  const { pathname, search } = useLocation();
  const { location: next } = useNavigation();
  const status = usePageStatus(data.view, importState);
  return (
    <>
      <TitleBar title="Customers" />
      <CustomersPage
        data={data}
        awaitedTab={next?.pathname === pathname ? customerTab(new URLSearchParams(next.search)) : null}
        status={status}
        search={search}
        controls={
          <PageControls
            view={data.view}
            pageFields={fieldsKeptByControls(data.tab)}
            filterNote={FILTER_NOTES[data.tab]}
            locale={locale}
          />
        }
        calculateButton={(label) => <ForecastButton label={label} />}
        locale={locale}
        link={PageLink}
      />
    </>
  );
}
