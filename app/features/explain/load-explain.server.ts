import { readPulse } from "~/adapters/db/shop/data-status.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import type { PageWindow } from "~/features/page/page-view";
import { explain } from "./explain.server";
import { readExplainAddress } from "./explain-address.server";
import type { Explanation } from "./explanation";

export interface ExplainView {
  readonly explanation: Explanation;
  /** Webhooks received and not yet among the numbers. */
  readonly pending: number;
  readonly isRebuilding: boolean;
  /** What could not be used of the address, but for its range. */
  readonly errors: readonly string[];
  readonly now: EpochMs;
  readonly window: PageWindow;
  /** The day at whose end the number was known so; null for now. */
  readonly asOfDay: ShopDay | null;
}

/** The explanation an address asks for; null when it names no metric that can be explained. */
export async function loadExplain(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<ExplainView | null> {
  const { parsed, request, asOfError, asOfDay } = await readExplainAddress(context, shopId, params, now);
  if (request === null) return null;
  const explanation = await explain(context, shopId, request);
  const pulse = await withShop(context.db, shopId, (tx) => readPulse(tx, shopId));
  return {
    explanation,
    pending: pulse?.pending ?? 0,
    isRebuilding: pulse?.isRebuilding ?? false,
    errors: asOfError === null ? [] : [asOfError],
    now,
    window: {
      range: parsed.window.range,
      preset: parsed.preset,
      comparison: parsed.comparison,
      comparisonRange: parsed.comparisonRange,
      errors: parsed.errors,
    },
    asOfDay,
  };
}
