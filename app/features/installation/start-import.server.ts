import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { createRun, openRuns } from "~/adapters/db/inbox/imports.server";
import { lockShop, readShopProfile } from "~/adapters/db/shop/profile.server";
import type { AppContext } from "~/context/context.server";

/** Starts an import of the whole shop, unless one is under way. */
export async function startImport(context: AppContext, shopId: string): Promise<void> {
  await withShop(context.db, shopId, (tx) => requestImport(context, tx, shopId));
}

/** The same within a transaction: the import and its job come into being together, and once. */
export async function requestImport(context: AppContext, tx: Tx, shopId: string): Promise<void> {
  await lockShop(tx, shopId);
  if ((await openRuns(tx, shopId)).every(({ kind }) => kind === "backlog")) {
    // The newest month first, so that a new merchant sees something soon; later nobody is waiting.
    if ((await readShopProfile(tx, shopId))?.importedAt === null) await createRun(tx, shopId, "recent");
    await createRun(tx, shopId, "full");
  }
  await context.queue.send("import-shop", { shopId }, { tx });
}
