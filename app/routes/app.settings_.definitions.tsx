import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Form,
  useFetcher,
  useLoaderData,
  useLocation,
  useNavigate,
  useRevalidator,
  useRouteLoaderData,
} from "@remix-run/react";
import { TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useRef, type ReactNode } from "react";
import { changeDefinitions } from "~/features/definitions/change-definitions.server";
import { definitionFields, readDefinitionFields } from "~/features/definitions/definition-fields";
import { DefinitionsPage } from "~/features/definitions/definitions-page";
import { Preview } from "~/features/definitions/definitions-preview";
import { loadDefinitionsPage } from "~/features/definitions/load-definitions-page.server";
import { LONGEST_SEARCH, MetricList } from "~/features/definitions/metric-list";
import { SwitchForm } from "~/features/definitions/switch-form";
import { PageLink } from "~/features/page/page-link";
import { SettingsTabs } from "~/features/settings/settings-tabs";
import type { loader as rootLoader } from "~/root";
import { forShop } from "~/requests/shop-request.server";
import { createFormatters } from "~/ui/formatters";
import { keptParameters } from "~/ui/kept-parameters";
import { useVisiblePolling } from "~/ui/live-updates";
import { PostButton } from "~/ui/post-button";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const params = new URL(request.url).searchParams;
    const data = await loadDefinitionsPage(context, shopId, params);
    return { ...data, fields: data.preview ? [...params] : definitionFields(data.view.wanted) };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, form }) => {
    const fields = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
    return changeDefinitions(context, shopId, readDefinitionFields(fields));
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const ADDRESS = "/app/settings/definitions";
const REBUILD_POLL_MS = 1_500;

export default function DefinitionsRoute() {
  const { view, search, fields, preview } = useLoaderData<typeof loader>();
  const locale = useRouteLoaderData<typeof rootLoader>("root")?.locale ?? "en";
  const format = createFormatters({ locale, ...view.shop });
  const kept = keptParameters(useLocation().search);
  const save = useFetcher<typeof action>();
  useOutcome(save.state === "idle" ? save.data : undefined, new URLSearchParams(kept).toString());
  useRebuild(view.isRebuilding, view.version);
  return (
    <>
      <TitleBar title="Settings" />
      <DefinitionsPage
        view={view}
        tabs={<SettingsTabs current="definitions" />}
        switches={
          <SwitchForm
            view={view}
            fields={new URLSearchParams(fields)}
            errors={preview?.status === "invalid" ? preview.errors : {}}
            form={(children) => (
              <Form method="get" preventScrollReset noValidate>
                <HiddenFields fields={Object.entries(kept)} />
                {children}
              </Form>
            )}
            preview={
              preview?.status === "ready" && (
                <Preview
                  preview={preview.preview}
                  saveButton={
                    <save.Form method="post" action={ADDRESS}>
                      <HiddenFields fields={definitionFields(preview.preview.after)} />
                      <PostButton
                        intent="save"
                        label="Save and rebuild the numbers"
                        busyLabel="Saving…"
                        isBusy={save.state !== "idle"}
                        tone="primary"
                      />
                    </save.Form>
                  }
                  discardLink={<PageLink to={ADDRESS}>Discard</PageLink>}
                  format={format}
                />
              )
            }
          />
        }
        metrics={
          <MetricList
            search={search}
            version={view.version}
            searchForm={
              <Form method="get" role="search" className="cb-search" preventScrollReset>
                <HiddenFields fields={Object.entries(kept)} />
                <input
                  key={search}
                  type="search"
                  name="q"
                  className="cb-input"
                  defaultValue={search}
                  placeholder="Repeat, refund, order value"
                  aria-label="Search numbers by name or definition"
                  maxLength={LONGEST_SEARCH}
                />
                <button type="submit" className="cb-button">
                  Search
                </button>
              </Form>
            }
            format={format}
          />
        }
        format={format}
      />
    </>
  );
}

function HiddenFields({ fields }: { readonly fields: readonly (readonly [string, string])[] }): ReactNode {
  return fields.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}

/** Says what came of a change, and leaves its preview once it is made. */
function useOutcome(result: ReturnType<typeof useFetcher<typeof action>>["data"], kept: string) {
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const told = useRef<typeof result>();
  useEffect(() => {
    if (!result || told.current === result) return;
    told.current = result;
    if (result.status === "invalid") {
      shopify.toast.show(Object.values(result.errors)[0] ?? "The change could not be saved.", { isError: true });
      return;
    }
    shopify.toast.show(
      result.status === "unchanged" ? "There was nothing to change." : "Saved. Numbers are being rebuilt.",
    );
    navigate(`${ADDRESS}?${kept}`);
  }, [result, kept, shopify, navigate]);
}

/** Waits for a rebuild and says when it is done. */
function useRebuild(isRebuilding: boolean, version: number) {
  const shopify = useAppBridge();
  const { revalidate } = useRevalidator();
  const wasRebuilding = useRef(isRebuilding);
  useVisiblePolling(() => {
    if (isRebuilding) revalidate();
  }, REBUILD_POLL_MS);
  useEffect(() => {
    if (wasRebuilding.current && !isRebuilding) {
      shopify.toast.show(`All numbers now follow version ${version} of the definitions.`);
    }
    wasRebuilding.current = isRebuilding;
  }, [isRebuilding, version, shopify]);
}
