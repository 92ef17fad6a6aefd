import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { isImportRunning } from "~/features/installation/import-view";
import { startImport } from "~/features/installation/start-import.server";
import { changeMeasuring } from "~/features/measurement/change-measuring.server";
import { MeasuringCard } from "~/features/measurement/measuring-card";
import { useReloadWhile } from "~/features/page/live/use-reload-while";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { useToast } from "~/features/page/use-toast";
import { loadSettings } from "~/features/settings/load-settings.server";
import { readAgain } from "~/features/settings/read-again.server";
import { SettingsPage } from "~/features/settings/settings-page";
import { SettingsTabs } from "~/features/settings/settings-tabs";
import { forShop } from "~/requests/shop-request.server";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { Details } from "~/ui/frame/details";
import { BlockStack, Text } from "~/ui/polaris";
import { SETTINGS_TEXTS } from "~/words/pages/settings";
import { wordsOf } from "~/words/words";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, ({ context, shopId }) => loadSettings(context, shopId));
}

/** Changes how the storefront is measured, reads again what could not be used, or starts an import; the overview posts here too. */
export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, domain, form }) => {
    if (form.get("intent") === READ_AGAIN) {
      return { message: await readAgain(context, { shopId, domain }, request.signal) };
    }
    const measured = await changeMeasuring(context, { shopId, domain }, form, request.signal);
    if (measured !== null) return measured;
    await startImport(context, shopId);
    return { message: wordsOf(SETTINGS_TEXTS)("import.started") };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const PROGRESS_POLL_MS = 2_000;
const READ_AGAIN = "read-again";

export default function SettingsRoute() {
  const { shop, importState, data, measuring, coverage } = useLoaderData<typeof loader>();
  const say = useWords(SETTINGS_TEXTS);
  const format = useFormatters(shop);
  const start = useFetcher<typeof action>();
  const again = useFetcher<typeof action>();
  useToast(start);
  useToast(again);
  const isRunning = isImportRunning(importState);
  useReloadWhile(isRunning, PROGRESS_POLL_MS);
  return (
    <>
      <TitleBar title={say("title")} />
      <SettingsPage
        shopName={shop.name}
        tabs={<SettingsTabs current="data" />}
        notice={<PostedNotice />}
        importState={importState}
        data={data}
        importAgain={
          isRunning ? null : (
            <Details words={say("import.button")}>
              <start.Form method="post">
                <BlockStack gap="300" inlineAlign="start">
                  <Text as="p">{say("import.explained")}</Text>
                  <PostButton
                    intent="import"
                    label={say("import.confirm")}
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
            <PostButton intent={READ_AGAIN} label={say("unusable.again")} isBusy={again.state !== "idle"} />
          </again.Form>
        }
        measuring={<MeasuringCard measuring={measuring} coverage={coverage} format={format} />}
        format={format}
      />
    </>
  );
}
