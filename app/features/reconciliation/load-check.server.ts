import { parseReportingWindow } from "~/domain/time/reporting-window";
import type { AppContext } from "~/context/context.server";
import { loadReconciliation } from "./load-reconciliation.server";
import type { ReconciliationView } from "./reconciliation";
import { shopFormat } from "~/features/page/shop-format.server";

const DEFAULT_RANGE = "last_month";

/** The check against Shopify over the days its address asks for: the last month when it asks for none. */
export async function loadCheck(
  context: AppContext,
  shopId: string,
  params: URLSearchParams,
  signal: AbortSignal,
): Promise<{ readonly view: ReconciliationView; readonly preset: string }> {
  const asked = new URLSearchParams(params);
  if (!asked.has("range") && !asked.has("from")) asked.set("range", DEFAULT_RANGE);
  const { timeZone } = await shopFormat(context, shopId);
  const { window, preset } = parseReportingWindow(asked, { timeZone, now: context.now(), installedAt: null });
  return { view: await loadReconciliation(context, shopId, window.range, signal), preset };
}
