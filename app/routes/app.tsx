import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Link, Outlet, useRevalidator, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect } from "react";
import { LinkToExplanation } from "~/features/explain/link-to-explanation";
import { useTableAddress } from "~/features/page/files/use-table-address";
import { authenticated } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { ErrorPage } from "~/ui/frame/error-page";
import { ExplainLinkProvider } from "~/ui/navigation/explain-link";
import { TableAddressProvider } from "~/ui/tables/table-download";
import { MENU_TEXTS } from "~/words/parts/menu";

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticated(request);
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function AppLayout() {
  return (
    <>
      <AppNavigation />
      <ExplainLinkProvider value={LinkToExplanation}>
        <TableAddressProvider value={useTableAddress()}>
          <Outlet />
        </TableAddressProvider>
      </ExplainLinkProvider>
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { revalidate } = useRevalidator();
  if (isRouteErrorResponse(error) && error.status < 400 && typeof error.data === "string") {
    // A page of the library's own that leaves the frame for Shopify.
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  const { status, data: reason } = isRouteErrorResponse(error) ? error : { status: 500, data: null };
  return (
    <>
      <AppNavigation />
      {status === 401 && <SignInAgain />}
      {/* Not the frame's own reload: an address reached by the menu names no shop, and would ask to sign in. */}
      <ErrorPage status={status} reason={reason} onReload={revalidate} />
    </>
  );
}

function AppNavigation() {
  const say = useWords(MENU_TEXTS);
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {say("overview")}
      </Link>
      <Link to="/app/customers">{say("customers")}</Link>
      <Link to="/app/orders">{say("orders")}</Link>
      <Link to="/app/abandonment">{say("abandonment")}</Link>
      <Link to="/app/conversion">{say("conversion")}</Link>
      <Link to="/app/recommendations">{say("recommendations")}</Link>
      <Link to="/app/goals">{say("goals")}</Link>
      <Link to="/app/settings">{say("settings")}</Link>
    </NavMenu>
  );
}

const RETRY_AGAIN_AFTER_MS = 60_000;
let lastRetryAt = -Infinity;

/** When Shopify refuses the stored token the library drops it, and the next request gets a new one: try once. */
function SignInAgain() {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (performance.now() - lastRetryAt < RETRY_AGAIN_AFTER_MS) return;
    lastRetryAt = performance.now();
    revalidate();
  }, [revalidate]);
  return null;
}
