import { defaultRange } from "~/domain/time/reporting-window";
import type { AppContext } from "~/context/context.server";
import { listSearch } from "~/ui/navigation/list-search";
import type { DefinitionsView, PreviewResult } from "./definitions";
import { loadDefinitions } from "./load-definitions.server";
import { previewDefinitions } from "./preview-definitions.server";
import { readDefinitionFields } from "./definition-fields";

export interface DefinitionsPageData {
  readonly view: DefinitionsView;
  /** Among the metrics; empty for all. */
  readonly search: string;
  /** Null when the address asks for none. */
  readonly preview: PreviewResult | null;
}

/** The definitions, with a preview of the change the address holds. */
export async function loadDefinitionsPage(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
): Promise<DefinitionsPageData> {
  const view = await loadDefinitions(context, shopId);
  const range = defaultRange({ now: context.now(), timeZone: view.shop.timeZone });
  return {
    view,
    search: listSearch(params),
    preview: params.has("preview")
      ? await previewDefinitions(context, shopId, readDefinitionFields(params), range)
      : null,
  };
}
