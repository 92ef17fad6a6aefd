import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useRouteLoaderData } from "@remix-run/react";
import { TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect } from "react";
import { startImport } from "~/features/installation/start-import.server";
import { isImportRunning } from "~/features/installation-page/import-view";
import { loadSettings } from "~/features/installation-page/load-settings.server";
import { SettingsPage } from "~/features/installation-page/settings-page";
import { SettingsTabs } from "~/features/settings-page/settings-tabs";
import type { loader as rootLoader } from "~/root";
import { forShop } from "~/shop-request.server";
import { createFormatters } from "~/ui/formatters";
import { useVisiblePolling } from "~/ui/live-updates";
import { PostButton } from "~/ui/post-button";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, ({ context, shopId }) => loadSettings(context, shopId));
}

/** Starts an import, first or again; the overview posts here too. */
export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    await startImport(context, shopId);
    return { message: "Import started. Numbers stay as they are until it is done." };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const PROGRESS_POLL_MS = 2_000;

export default function SettingsRoute() {
  const { shop, importState, data } = useLoaderData<typeof loader>();
  const locale = useRouteLoaderData<typeof rootLoader>("root")?.locale ?? "en";
  const start = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const message = start.data?.message;
  useEffect(() => {
    if (message && start.state === "idle") shopify.toast.show(message);
  }, [shopify, message, start.state]);
  const isRunning = isImportRunning(importState);
  const { revalidate } = useRevalidator();
  useVisiblePolling(() => {
    if (isRunning) revalidate();
  }, PROGRESS_POLL_MS);
  return (
    <>
      <TitleBar title="Settings" />
      <SettingsPage
        shopName={shop.name}
        tabs={<SettingsTabs current="data" />}
        importState={importState}
        data={data}
        importAgain={
          isRunning ? null : (
            <details className="cb-confirm">
              <summary className="cb-button">Import again</summary>
              <start.Form method="post">
                <p>
                  Comeback reads the whole shop from Shopify once more and replaces what differs. Nothing is lost, and
                  the numbers stay visible meanwhile.
                </p>
                <PostButton
                  intent="import"
                  label="Yes, import again"
                  busyLabel="Starting…"
                  isBusy={start.state !== "idle"}
                  tone="primary"
                />
              </start.Form>
            </details>
          )
        }
        format={createFormatters({ locale, ...shop })}
      />
    </>
  );
}
