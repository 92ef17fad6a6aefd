import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { env } from "./process/env.server";
import { readerLocale } from "./ui/format/formatters";
import { ReaderLocaleProvider } from "./ui/format/reader-locale";
import { ErrorPage } from "./ui/frame/error-page";
import { fonts, stylesheets } from "./ui/styles/stylesheets";

export const links: LinksFunction = () => [
  ...fonts.map((href) => ({ rel: "preload", href, as: "font", type: "font/woff2", crossOrigin: "anonymous" }) as const),
  ...stylesheets.map((href) => ({ rel: "stylesheet", href })),
];

export const meta: MetaFunction = () => [{ title: "Comeback" }];

export function loader({ request }: LoaderFunctionArgs) {
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = env();
  return {
    apiKey: SHOPIFY_API_KEY,
    appBridgeUrl: APP_BRIDGE_URL,
    locale: readerLocale(new URL(request.url).searchParams.get("locale"), request.headers.get("accept-language")),
  };
}

/** Shopify names the locale on the first document only, and nothing else here changes while the page is open. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { readonly children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang="en">
      <head>
        {/* App Bridge must be the first script and find its key. */}
        {data && <meta name="shopify-api-key" content={data.apiKey} />}
        {data && <script src={data.appBridgeUrl} />}
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  const data = useRouteLoaderData<typeof loader>("root");
  // The script stands in the head, so the provider must not add Shopify's own address of it.
  return (
    <AppProvider isEmbeddedApp={false} apiKey={data?.apiKey ?? ""}>
      <ReaderLocaleProvider value={data?.locale ?? "en"}>
        <Outlet />
      </ReaderLocaleProvider>
    </AppProvider>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>("root");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <ReaderLocaleProvider value={data?.locale ?? "en"}>
        <ErrorPage status={status} onReload={() => location.reload()} />
      </ReaderLocaleProvider>
    </AppProvider>
  );
}
