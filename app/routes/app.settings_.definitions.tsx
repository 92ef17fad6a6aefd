import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useFetcher, useLoaderData, useLocation, useNavigate } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useRef } from "react";
import { changeDefinitions } from "~/features/definitions/change-definitions.server";
import { definitionFields, readDefinitionFields } from "~/features/definitions/definition-fields";
import { DefinitionsPage } from "~/features/definitions/definitions-page";
import { Preview } from "~/features/definitions/definitions-preview";
import { loadDefinitionsPage } from "~/features/definitions/load-definitions-page.server";
import { MetricList } from "~/features/definitions/metric-list";
import { SwitchForm } from "~/features/definitions/switch-form";
import { useReloadWhile } from "~/features/page/live/use-reload-while";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { PageLink } from "~/features/page/page-link";
import { SearchForm } from "~/features/page/search-form";
import { showToast, type Answer } from "~/features/page/use-toast";
import { SettingsTabs } from "~/features/settings/settings-tabs";
import { forShop } from "~/requests/shop-request.server";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { PostButton } from "~/ui/forms/post-button";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { SETTINGS_TEXTS } from "~/words/pages/settings";
import { wordsOf } from "~/words/words";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const params = new URL(request.url).searchParams;
    const data = await loadDefinitionsPage(context, shopId, params);
    return { ...data, fields: data.preview ? [...params] : definitionFields(data.view.wanted) };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, form }): Promise<Answer> => {
    const say = wordsOf(DEFINITION_TEXTS);
    const fields = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
    const result = await changeDefinitions(context, shopId, readDefinitionFields(fields));
    if (result.status === "invalid") {
      return { error: Object.values(result.errors)[0] ?? say("answer.refused") };
    }
    return { message: say(result.status === "unchanged" ? "answer.unchanged" : "answer.saved") };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const ADDRESS = "/app/settings/definitions";
const REBUILD_POLL_MS = 1_500;

export default function DefinitionsRoute() {
  const { view, search, fields, preview } = useLoaderData<typeof loader>();
  const say = useWords(DEFINITION_TEXTS);
  const saySetting = useWords(SETTINGS_TEXTS);
  const format = useFormatters(view.shop);
  const kept = keptParameters(useLocation().search);
  const save = useFetcher<typeof action>();
  useOutcome(save.state === "idle" ? save.data : undefined, new URLSearchParams(kept).toString());
  useRebuild(view.isRebuilding, view.version);
  return (
    <>
      <TitleBar title={saySetting("title")} />
      <DefinitionsPage
        view={view}
        tabs={<SettingsTabs current="definitions" />}
        notice={<PostedNotice />}
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
                        label={say("form.save")}
                        isBusy={save.state !== "idle"}
                        tone="primary"
                      />
                    </save.Form>
                  }
                  discardLink={<PageLink to={ADDRESS}>{say("form.discard")}</PageLink>}
                  format={format}
                />
              )
            }
          />
        }
        metrics={
          <MetricList
            search={search}
            searchForm={<SearchForm search={search} label={say("list.search")} placeholder={say("list.placeholder")} />}
            format={format}
          />
        }
        format={format}
      />
    </>
  );
}

/** Says what came of a change, and leaves its preview once it is made. */
function useOutcome(answer: Answer | undefined, kept: string) {
  const navigate = useNavigate();
  const told = useRef<typeof answer>();
  useEffect(() => {
    if (!answer || told.current === answer) return;
    told.current = answer;
    if ("error" in answer) {
      showToast(answer.error, { isError: true });
      return;
    }
    showToast(answer.message);
    navigate(`${ADDRESS}?${kept}`);
  }, [answer, kept, navigate]);
}

/** Waits for a rebuild and says when it is done. */
function useRebuild(isRebuilding: boolean, version: number) {
  const say = useWords(DEFINITION_TEXTS);
  const wasRebuilding = useRef(isRebuilding);
  useReloadWhile(isRebuilding, REBUILD_POLL_MS);
  useEffect(() => {
    if (wasRebuilding.current && !isRebuilding) {
      showToast(say("answer.inForce", { version: String(version) }));
    }
    wasRebuilding.current = isRebuilding;
  }, [isRebuilding, version, say]);
}
