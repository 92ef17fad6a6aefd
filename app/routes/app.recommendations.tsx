import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useReloadWhile } from "~/features/page/live/use-reload-while";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { pageNumber } from "~/features/page/page-number";
import { SearchForm } from "~/features/page/search-form";
import { shopFormat } from "~/features/page/shop-format.server";
import { useToast } from "~/features/page/use-toast";
import { changeHoldOut } from "~/features/recommendations/change-hold-out.server";
import { HoldOutForm } from "~/features/recommendations/hold-out-form";
import { loadRecommendations } from "~/features/recommendations/load-recommendations.server";
import { loadWhatListsBring } from "~/features/recommendations/load-what-lists-bring.server";
import { recommendationSearch } from "~/features/recommendations/recommendation-search";
import { RecommendationsPage } from "~/features/recommendations/recommendations-page";
import { requestRebuild } from "~/features/recommendations/request-rebuild.server";
import { themeEditorUrl } from "~/features/recommendations/theme-editor-url";
import { WhatListsBring } from "~/features/recommendations/what-lists-bring";
import { forShop } from "~/requests/shop-request.server";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { wordsOf } from "~/words/words";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId, domain }) => {
    const params = new URL(request.url).searchParams;
    const [data, brought, shop] = await Promise.all([
      loadRecommendations(context, shopId, {
        page: pageNumber(params),
        search: recommendationSearch(params),
      }),
      loadWhatListsBring(context, shopId),
      shopFormat(context, shopId),
    ]);
    return { data, brought, shop, themeEditorUrl: themeEditorUrl(domain, context.env.SHOPIFY_API_KEY) };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const held = await changeHoldOut(context, shopId, await request.formData());
    if (held !== null) return held;
    await requestRebuild(context, shopId);
    return { message: wordsOf(RECOMMENDATION_TEXTS)("rebuild.requested") };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const BUILD_POLL_MS = 3_000;

export default function RecommendationsRoute() {
  const { data, brought, shop, themeEditorUrl } = useLoaderData<typeof loader>();
  const say = useWords(RECOMMENDATION_TEXTS);
  const format = useFormatters(shop);
  const { search: address } = useLocation();
  const rebuild = useFetcher<typeof action>();
  useToast(rebuild);

  // A build asked for on this page may not have begun yet.
  const mayFinishSoon = data.latest?.status === "running" || rebuild.data !== undefined;
  useReloadWhile(mayFinishSoon, BUILD_POLL_MS);

  const kept = keptParameters(address);
  const pageUrl = (page: number) =>
    `?${new URLSearchParams({ ...kept, ...(data.search && { q: data.search }), page: String(page) })}`;
  return (
    <>
      <TitleBar title={say("title")} />
      <RecommendationsPage
        data={data}
        themeEditorUrl={themeEditorUrl}
        rebuildButton={
          <rebuild.Form method="post">
            <PostButton
              intent="rebuild"
              label={say("rebuild.button")}
              isBusy={rebuild.state !== "idle" || data.latest?.status === "running"}
            />
          </rebuild.Form>
        }
        notice={<PostedNotice />}
        brought={
          <WhatListsBring brought={brought} holdOutForm={<HoldOutForm setting={brought.setting} />} format={format} />
        }
        searchForm={
          <SearchForm
            search={data.search}
            label={say("lists.search")}
            placeholder={say("lists.placeholder")}
            maxLength={100}
          />
        }
        pageUrl={pageUrl}
        format={format}
      />
    </>
  );
}
