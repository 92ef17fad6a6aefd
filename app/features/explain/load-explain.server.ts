import { readPulse } from "~/adapters/db/data-status.server";
import { withShop } from "~/adapters/db/tenant.server";
import type { AppContext } from "../context.server";
import { explain } from "./explain.server";
import { readExplainAddress } from "./explain-address.server";
import type { Explanation } from "./explanation";

export interface ExplainView {
  readonly explanation: Explanation;
  /** Webhooks received and not yet among the numbers. */
  readonly pending: number;
  readonly isRebuilding: boolean;
  /** What could not be used of the address. */
  readonly errors: readonly string[];
}

/** The explanation an address asks for; null when it names no metric that can be explained. */
export async function loadExplain(
  context: Pick<AppContext, "db">,
  shopId: string,
  params: URLSearchParams,
): Promise<ExplainView | null> {
  const { parsed, request } = await readExplainAddress(context, shopId, params);
  if (request === null) return null;
  const explanation = await explain(context, shopId, request);
  const pulse = await withShop(context.db, shopId, (tx) => readPulse(tx, shopId));
  return {
    explanation,
    pending: pulse?.pending ?? 0,
    isRebuilding: pulse?.isRebuilding ?? false,
    errors: Object.values(parsed.errors),
  };
}
