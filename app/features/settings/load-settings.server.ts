import { withShop } from "~/adapters/db/connect/tenant.server";
import { listLetters } from "~/adapters/db/inbox/dead-letters.server";
import { listUnreadableOrders } from "~/adapters/db/inbox/unreadable-orders.server";
import { readDataStatus } from "~/adapters/db/shop/data-status.server";
import type { AppContext } from "~/context/context.server";
import { importState } from "~/features/installation/import-state.server";
import { loadMeasuring } from "~/features/measurement/load-measuring.server";
import { readRecentCoverage } from "~/features/measurement/recent-coverage.server";
import { shopFormat } from "~/features/page/shop-format.server";
import type { DataSettings } from "./settings-page";

const MOST_LISTED = 100;
/** Which import a line stood in says nothing to a merchant. */
const IMPORT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} /;

/** How much is stored of the shop and how current it is. */
export async function loadSettings(context: AppContext, shopId: string) {
  const [shop, state, { status, letters, orders, measuring, coverage }] = await Promise.all([
    shopFormat(context, shopId),
    importState(context, shopId),
    withShop(context.db, shopId, async (tx) => ({
      status: await readDataStatus(tx, shopId),
      letters: await listLetters(tx, shopId, MOST_LISTED),
      orders: await listUnreadableOrders(tx, shopId, MOST_LISTED),
      measuring: await loadMeasuring(tx, shopId),
      coverage: await readRecentCoverage(tx, shopId, context.now()),
    })),
  ]);
  const data: DataSettings = {
    ...status,
    oldestOrderAt: status.oldestOrderAt?.getTime() ?? null,
    unreadableOrders: orders.map((order) => ({
      ...order,
      foundAt: order.foundAt.getTime(),
      triedAt: order.triedAt.getTime(),
    })),
    letters: letters.map(({ id, reference, reason, createdAt }) => ({
      id,
      reference: reference.replace(IMPORT_ID, ""),
      reason,
      at: createdAt.getTime(),
    })),
    topics: status.topics.map((topic) => ({ ...topic, lastReceivedAt: topic.lastReceivedAt.getTime() })),
  };
  return { shop, importState: state, data, measuring, coverage };
}
