import { rebuildShop } from "~/adapters/db/ledger/apply.server";
import { enforceChanges } from "~/adapters/db/shop/definitions.server";
import { lockShop } from "~/adapters/db/shop/profile.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { readRules } from "./wanted-rules.server";

/**
 * Brings the newest rules in force and derives every number again, in one transaction: whoever reads sees either all
 * old numbers or all new ones, and a webhook is applied before or after, by the rules of that side.
 */
export async function rebuildShopNumbers(
  context: Pick<AppContext, "db" | "queue">,
  { shopId }: { readonly shopId: string },
) {
  return withShop(context.db, shopId, async (tx) => {
    // The lock comes first: a change that is committed by then is part of this rebuild, a later one has its own job.
    if (!(await lockShop(tx, shopId))) return { skipped: "no profile" };
    const rules = await readRules(tx, shopId);
    if (rules.isRebuilding) await enforceChanges(tx, shopId, rules.wanted);
    await rebuildShop(tx, shopId);
    // Forecasts mean what the purchases mean.
    await context.queue.send("forecast-value", { shopId }, { tx });
    return { version: rules.wanted.version };
  });
}
