import { readDataStatus } from "~/adapters/db/data-status.server";
import { withShop } from "~/adapters/db/tenant.server";
import type { AppContext } from "../context.server";
import { importState } from "../installation/import-state.server";
import { shopFormat } from "../shop-format.server";
import type { DataSettings } from "./settings-page";

/** How much is stored of the shop and how current it is. */
export async function loadSettings(context: AppContext, shopId: string) {
  const [shop, state, status] = await Promise.all([
    shopFormat(context, shopId),
    importState(context, shopId),
    withShop(context.db, shopId, (tx) => readDataStatus(tx, shopId)),
  ]);
  const data: DataSettings = {
    ...status,
    oldestOrderAt: status.oldestOrderAt?.getTime() ?? null,
    topics: status.topics.map((topic) => ({ ...topic, lastReceivedAt: topic.lastReceivedAt.getTime() })),
  };
  return { shop, importState: state, data };
}
