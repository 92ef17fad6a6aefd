import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { readExplainAddress } from "~/features/explain/explain-address.server";
import { exportList } from "~/features/explain/export-list.server";
import { pageFile } from "~/features/files/page-file.server";
import { csvResponse } from "~/features/page/files/csv-file";
import { exportReport } from "~/features/report/export-report.server";
import { forShop } from "~/requests/shop-request.server";
import { sayProblem } from "~/words/parts/problems";
import { REQUEST_TEXTS } from "~/words/parts/requests";
import { wordsOf } from "~/words/words";

const say = wordsOf(REQUEST_TEXTS);

/** A CSV file of the facts behind the metric `key`, or of the table `table` of a page, or of the report. */
export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const params = new URL(request.url).searchParams;
    const { parsed, segment, asOfError, request: asked } = await readExplainAddress(context, shopId, params);
    const [problem] = Object.values(parsed.errors);
    if (problem) return refusal(sayProblem(problem));
    if (asOfError !== null) return refusal(asOfError);
    const table = params.get("table");
    if (table !== null) {
      const onPage = await pageFile(table, { context, shopId, params, signal: request.signal });
      if (onPage) return csvResponse(onPage);
      const file = await exportReport(context, shopId, table, { ...parsed.window.range, segment });
      if ("parts" in file) return csvResponse(file);
      return refusal(say("noSuchTable", { table, tables: file.tables.join(", ") }));
    }
    if (asked === null) return refusal(say("noSuchMetric", { key: params.get("key") ?? "" }));
    return csvResponse(await exportList(context, shopId, asked));
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

function refusal(sentence: string): Response {
  return new Response(sentence, { status: 400, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
