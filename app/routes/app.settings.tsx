import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { startImport } from "~/features/installation/start-import.server";
import { isImportRunning } from "~/features/installation/import-view";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { useToast } from "~/features/page/use-toast";
import { readAgain } from "~/features/settings/read-again.server";
import { loadSettings } from "~/features/settings/load-settings.server";
import { SettingsPage } from "~/features/settings/settings-page";
import { SettingsTabs } from "~/features/settings/settings-tabs";
import { forShop } from "~/requests/shop-request.server";
import { Details } from "~/ui/details";
import { PostButton } from "~/ui/forms/post-button";
import { createFormatters } from "~/ui/formatters";
import { BlockStack, Text } from "~/ui/polaris";
import { useVisiblePolling } from "~/ui/live-updates";
import { useReaderLocale } from "~/ui/reader-locale";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, ({ context, shopId }) => loadSettings(context, shopId));
}

/** Starts an import, first or again, or reads again what could not be used; the overview posts here too. */
export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, domain, form }) => {
    if (form.get("intent") === READ_AGAIN) {
      return { message: await readAgain(context, { shopId, domain }, request.signal) };
    }
    await startImport(context, shopId);
    return { message: "Import started. Numbers stay as they are until it is done." };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const PROGRESS_POLL_MS = 2_000;
const READ_AGAIN = "read-again";

export default function SettingsRoute() {
  const { shop, importState, data } = useLoaderData<typeof loader>();
  const locale = useReaderLocale();
  const start = useFetcher<typeof action>();
  const again = useFetcher<typeof action>();
  useToast(start);
  useToast(again);
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
        notice={<PostedNotice />}
        importState={importState}
        data={data}
        importAgain={
          isRunning ? null : (
            <Details words="Import again">
              <start.Form method="post">
                <BlockStack gap="300" inlineAlign="start">
                  <Text as="p">
                    Comeback reads the whole shop from Shopify once more and replaces what differs. Nothing is lost, and
                    the numbers stay visible meanwhile.
                  </Text>
                  <PostButton
                    intent="import"
                    label="Yes, import again"
                    isBusy={start.state !== "idle"}
                    tone="primary"
                  />
                </BlockStack>
              </start.Form>
            </Details>
          )
        }
        readAgain={
          <again.Form method="post">
            <PostButton intent={READ_AGAIN} label="Read them again" isBusy={again.state !== "idle"} />
          </again.Form>
        }
        format={createFormatters({ locale, ...shop })}
      />
    </>
  );
}
