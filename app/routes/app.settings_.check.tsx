import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useFetcher, useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { z } from "zod";
import { useReloadWhile } from "~/features/page/live/use-reload-while";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { rangeOptions } from "~/features/page/range/range-options";
import { showToast, useToast } from "~/features/page/use-toast";
import { fetchNotReceived } from "~/features/reconciliation/fetch-not-received.server";
import { loadCheck } from "~/features/reconciliation/load-check.server";
import { ReconciliationPage } from "~/features/reconciliation/reconciliation-page";
import { SettingsTabs } from "~/features/settings/settings-tabs";
import { forShop } from "~/requests/shop-request.server";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { PostButton } from "~/ui/forms/post-button";
import { SelectField } from "~/ui/forms/select-field";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { Button, InlineStack } from "~/ui/polaris";
import { RECONCILIATION_TEXTS } from "~/words/pages/reconciliation";
import { SETTINGS_TEXTS } from "~/words/pages/settings";
import { PAGE_TEXTS } from "~/words/parts/page";
import { wordsOf } from "~/words/words";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, ({ context, shopId }) =>
    loadCheck(context, shopId, new URL(request.url).searchParams, request.signal),
  );
}

/** As many as the page names at most; more are read by the next daily comparison. */
const MOST_FETCHED = 200;
const orderIds = z.array(z.string().regex(/^\d{1,19}$/)).max(MOST_FETCHED);

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, form }) => {
    const asked = orderIds.safeParse(form.getAll("order"));
    if (!asked.success) throw new Response(null, { status: 400 });
    const read = await fetchNotReceived(context, shopId, asked.data, request.signal);
    return { message: wordsOf(RECONCILIATION_TEXTS)("notReceived.read", { count: read, shown: String(read) }) };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const GRANT_POLL_MS = 3_000;

export default function CheckRoute() {
  const { view, preset } = useLoaderData<typeof loader>();
  const say = useWords(RECONCILIATION_TEXTS);
  const saySetting = useWords(SETTINGS_TEXTS);
  const sayPage = useWords(PAGE_TEXTS);
  const format = useFormatters(view.shop);
  const kept = keptParameters(useLocation().search);
  const read = useFetcher<typeof action>();
  useToast(read);
  const shopify = useAppBridge();
  const { result } = view;

  // Shopify tells the app of a new access a moment after the merchant granted it.
  const [isGranted, setGranted] = useState(false);
  useReloadWhile(isGranted && result.status === "no_permission", GRANT_POLL_MS);
  const grant = async (scope: string) => {
    const answer = await shopify.scopes.request([scope]);
    if (answer.result !== "granted-all") return;
    setGranted(true);
    showToast(say("noAccess.granted"));
  };
  return (
    <>
      <TitleBar title={saySetting("title")} />
      <ReconciliationPage
        view={view}
        tabs={<SettingsTabs current="check" />}
        notice={<PostedNotice />}
        controls={
          <Form method="get" preventScrollReset>
            <HiddenFields fields={Object.entries(kept)} />
            <InlineStack gap="200" blockAlign="center">
              <SelectField
                key={preset}
                name="range"
                label={say("range.label")}
                options={rangeOptions(sayPage).filter(({ value }) => value !== "custom" || preset === "custom")}
                initial={preset}
              />
              <Button submit>{say("range.button")}</Button>
            </InlineStack>
          </Form>
        }
        grantButton={
          result.status === "no_permission" && (
            <Button variant="primary" onClick={() => void grant(result.scope)}>
              {say("noAccess.button")}
            </Button>
          )
        }
        fetchButton={
          result.status === "ready" && (
            <read.Form method="post">
              <HiddenFields fields={result.notReceived.slice(0, MOST_FETCHED).map((id) => ["order", id])} />
              <PostButton intent="fetch" label={say("notReceived.button")} isBusy={read.state !== "idle"} />
            </read.Form>
          )
        }
        format={format}
      />
    </>
  );
}
