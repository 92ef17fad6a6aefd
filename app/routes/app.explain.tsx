import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { AsOfForm } from "~/features/explain/as-of-form";
import { ExplainPage } from "~/features/explain/explain-page";
import { loadExplain } from "~/features/explain/load-explain.server";
import { RangeControls } from "~/features/page/range/range-controls";
import { forShop } from "~/requests/shop-request.server";
import { useWords } from "~/ui/format/use-words";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const view = await loadExplain(context, shopId, new URL(request.url).searchParams);
    if (view === null) throw new Response(null, { status: 404 });
    return view;
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function ExplainRoute() {
  const { explanation, pending, isRebuilding, errors, window, now, asOfDay } = useLoaderData<typeof loader>();
  const { shop } = explanation;
  const say = useWords(EXPLAIN_TEXTS);
  const { search } = useLocation();
  const frame = new URLSearchParams(keptParameters(search));
  const urlWith = (fields: Readonly<Record<string, string>>, path = "") => {
    const params = new URLSearchParams(search);
    for (const [name, value] of Object.entries(fields)) params.set(name, value);
    return `${path}?${params}`;
  };
  return (
    <>
      <TitleBar title={say("title")} />
      <ExplainPage
        explanation={explanation}
        pending={pending}
        isRebuilding={isRebuilding}
        errors={errors}
        asOfDay={asOfDay}
        controls={
          <>
            <RangeControls view={{ shop, window, asOf: now }} keeps={KEPT_BY_RANGE} hasComparison={false} />
            <AsOfForm day={asOfDay} now={now} timeZone={shop.timeZone} />
          </>
        }
        urlWith={urlWith}
        downloadUrl={urlWith({}, "/app/export")}
        backUrl={backUrl(search)}
        definitionsUrl={`/app/settings/definitions?${frame}`}
        checkUrl={`/app/settings/check?${frame}`}
      />
    </>
  );
}

/** The fields of the address that are the explanation's own. */
const OWN_FIELDS = ["key", "page", "sort", "back", "as_of"];
/** What a new range leaves as it is: all but the page of the list, which begins again. */
const KEPT_BY_RANGE = ["key", "sort", "back", "as_of", "compare"];

/** The page the number stands on, as far as the address names a page of the app. */
function backUrl(search: string): string {
  const params = new URLSearchParams(search);
  const asked = params.get("back") ?? "";
  for (const field of OWN_FIELDS) params.delete(field);
  return `${/^\/app(\/[a-z-]+)*$/.test(asked) ? asked : "/app"}?${params}`;
}
