import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useFetcher, useLoaderData, useLocation, useRevalidator, useRouteLoaderData } from "@remix-run/react";
import { TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useState } from "react";
import { z } from "zod";
import { RANGE_OPTIONS } from "~/features/page/range/range-options";
import { fetchNotReceived } from "~/features/reconciliation/fetch-not-received.server";
import { loadCheck } from "~/features/reconciliation/load-check.server";
import { ReconciliationPage } from "~/features/reconciliation/reconciliation-page";
import { SettingsTabs } from "~/features/settings/settings-tabs";
import type { loader as rootLoader } from "~/root";
import { forShop } from "~/requests/shop-request.server";
import { createFormatters } from "~/ui/formatters";
import { keptParameters } from "~/ui/kept-parameters";
import { useVisiblePolling } from "~/ui/live-updates";
import { PostButton } from "~/ui/post-button";

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
    return { message: `${read} ${read === 1 ? "order was" : "orders were"} read from Shopify.` };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const GRANT_POLL_MS = 3_000;

export default function CheckRoute() {
  const { view, preset } = useLoaderData<typeof loader>();
  const locale = useRouteLoaderData<typeof rootLoader>("root")?.locale ?? "en";
  const kept = keptParameters(useLocation().search);
  const read = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const { revalidate } = useRevalidator();
  const { result } = view;
  const message = read.data?.message;
  useEffect(() => {
    if (message && read.state === "idle") shopify.toast.show(message);
  }, [shopify, message, read.state]);

  // Shopify tells the app of a new access a moment after the merchant granted it.
  const [isGranted, setGranted] = useState(false);
  useVisiblePolling(() => {
    if (isGranted && result.status === "no_permission") revalidate();
  }, GRANT_POLL_MS);
  const grant = async (scope: string) => {
    const answer = await shopify.scopes.request([scope]);
    if (answer.result !== "granted-all") return;
    setGranted(true);
    shopify.toast.show("Access granted. Shopify’s numbers appear in a moment.");
  };
  return (
    <>
      <TitleBar title="Settings" />
      <ReconciliationPage
        view={view}
        tabs={<SettingsTabs current="check" />}
        controls={
          <Form method="get" className="cb-search" preventScrollReset>
            {Object.entries(kept).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <label className="cb-field">
              <span>Days to compare</span>
              <select key={preset} name="range" className="cb-select" defaultValue={preset}>
                {RANGE_OPTIONS.filter(({ value }) => value !== "custom" || preset === "custom").map(
                  ({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ),
                )}
              </select>
            </label>
            <button type="submit" className="cb-button">
              Compare
            </button>
          </Form>
        }
        grantButton={
          result.status === "no_permission" && (
            <button type="button" className="cb-button cb-button--primary" onClick={() => void grant(result.scope)}>
              Grant access
            </button>
          )
        }
        fetchButton={
          result.status === "ready" && (
            <read.Form method="post">
              {result.notReceived.slice(0, MOST_FETCHED).map((id) => (
                <input key={id} type="hidden" name="order" value={id} />
              ))}
              <PostButton intent="fetch" label="Read them now" busyLabel="Reading…" isBusy={read.state !== "idle"} />
            </read.Form>
          )
        }
        format={createFormatters({ locale, ...view.shop })}
      />
    </>
  );
}
