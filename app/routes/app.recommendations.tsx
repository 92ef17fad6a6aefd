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
import { loadRecommendations } from "~/features/recommendations/load-recommendations.server";
import { recommendationSearch } from "~/features/recommendations/recommendation-search";
import { RecommendationsPage } from "~/features/recommendations/recommendations-page";
import { requestRebuild } from "~/features/recommendations/request-rebuild.server";
import { themeEditorUrl } from "~/features/recommendations/theme-editor-url";
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
    const [data, shop] = await Promise.all([
      loadRecommendations(context, shopId, {
        page: pageNumber(params),
        search: recommendationSearch(params),
      }),
      shopFormat(context, shopId),
    ]);
    return { data, shop, themeEditorUrl: themeEditorUrl(domain, context.env.SHOPIFY_API_KEY) };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    await requestRebuild(context, shopId);
    return { message: wordsOf(RECOMMENDATION_TEXTS)("rebuild.requested") };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const BUILD_POLL_MS = 3_000;

export default function RecommendationsRoute() {
  const { data, shop, themeEditorUrl } = useLoaderData<typeof loader>();
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
