import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useReloadWhile } from "~/features/page/live/use-reload-while";
import { PostedNotice } from "~/features/page/notices/posted-notice";
import { pageNumber } from "~/features/page/page-number";
import { listSearch } from "~/ui/navigation/list-search";
import { SearchForm } from "~/features/page/search-form";
import { shopFormat } from "~/features/page/shop-format.server";
import { changeHoldOut } from "~/features/recommendations/experiment/change-hold-out.server";
import { HoldOutForm } from "~/features/recommendations/experiment/hold-out-form";
import { HoldOutNotice } from "~/features/recommendations/experiment/hold-out-notices";
import { loadWhatListsBring } from "~/features/recommendations/experiment/load-what-lists-bring.server";
import { WhatListsBring } from "~/features/recommendations/experiment/what-lists-bring";
import { loadRecommendations } from "~/features/recommendations/load-recommendations.server";
import { loadProductLists } from "~/features/recommendations/product/load-product-lists.server";
import { ProductListsPage } from "~/features/recommendations/product/product-lists-page";
import { productIn } from "~/features/recommendations/product-in";
import { RecommendationsPage } from "~/features/recommendations/recommendations-page";
import { themeEditorUrl } from "~/features/recommendations/theme-editor-url";
import { changeLists } from "~/features/recommendations/wishes/change-lists.server";
import { ListWishButton } from "~/features/recommendations/wishes/list-wish-button";
import { readListWish } from "~/features/recommendations/wishes/read-list-wish";
import { RulesForm } from "~/features/recommendations/wishes/rules-form";
import { useWishToast } from "~/features/recommendations/wishes/use-list-wish";
import { forShop } from "~/requests/shop-request.server";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId, domain }) => {
    const params = new URL(request.url).searchParams;
    const productId = productIn(params);
    const [data, product, brought, shop] = await Promise.all([
      loadRecommendations(context, shopId, {
        page: pageNumber(params),
        search: listSearch(params),
      }),
      productId === null ? null : loadProductLists(context, shopId, productId),
      loadWhatListsBring(context, shopId),
      shopFormat(context, shopId),
    ]);
    const isMissing = params.has("product") && product === null;
    return { data, product, isMissing, brought, shop, domain, apiKey: context.env.SHOPIFY_API_KEY };
  });
}

export function action({ request }: ActionFunctionArgs) {
  return forShop(request, async ({ context, shopId, form }) => {
    const held = await changeHoldOut(context, shopId, form);
    if (held !== null) return held;
    const read = readListWish(Object.fromEntries(form));
    return "error" in read ? read : changeLists(context, shopId, read.wish);
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

const BUILD_POLL_MS = 3_000;

export default function RecommendationsRoute() {
  const { data, product, isMissing, brought, shop, domain, apiKey } = useLoaderData<typeof loader>();
  const say = useWords(RECOMMENDATION_TEXTS);
  const format = useFormatters(shop);
  const { search: address } = useLocation();
  const hasAsked = useWishToast();
  const isRunning = data.latest?.status === "running";
  // A build asked for on this page may not have begun yet.
  useReloadWhile(isRunning || hasAsked, BUILD_POLL_MS);

  const kept = keptParameters(address);
  const here = { ...kept, ...(data.search && { q: data.search }) };
  const pageUrl = (page: number) => `?${new URLSearchParams({ ...here, page: String(page) })}`;
  const productUrl = (id: string) => `?${new URLSearchParams({ ...here, page: String(data.page), product: id })}`;
  return (
    <>
      <TitleBar title={product?.title ?? say("title")} />
      {product ? (
        <ProductListsPage view={product} backUrl={pageUrl(data.page)} notice={<PostedNotice />} format={format} />
      ) : (
        <RecommendationsPage
          data={data}
          themeEditorUrl={(placement) => themeEditorUrl(domain, apiKey, placement)}
          rebuildButton={<ListWishButton intent="rebuild" label={say("rebuild.button")} isBusy={isRunning} />}
          checkButton={<ListWishButton intent="check" label={say("check.button")} />}
          rulesForm={<RulesForm rules={data.rules} />}
          notice={
            <>
              {isMissing && <Notice tone="info" title={say("detail.missing")} />}
              <PostedNotice />
              <HoldOutNotice brought={brought} />
            </>
          }
          brought={
            <WhatListsBring
              brought={brought}
              holdOutForm={
                <HoldOutForm setting={brought.setting} pages={data.inForce?.products ?? 0} format={format} />
              }
              format={format}
            />
          }
          searchForm={
            <SearchForm search={data.search} label={say("lists.search")} placeholder={say("lists.placeholder")} />
          }
          pageUrl={pageUrl}
          productUrl={productUrl}
          format={format}
        />
      )}
    </>
  );
}
