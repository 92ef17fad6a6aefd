import type { ImportRun } from "~/adapters/db/inbox/imports.server";
import { createRun, latestRuns, openRuns } from "~/adapters/db/inbox/imports.server";
import { markDoneBetween, pendingSince } from "~/adapters/db/inbox/inbox.server";
import { lockShop } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { ORDER_TOPICS } from "./topics";

/** Reading this many orders one by one takes minutes of a small shop's API budget; a bulk operation costs none of it. */
const BACKLOG_MESSAGES = 600;
/** Clocks of the two sides may differ by so much. */
const MARGIN_MS = 10 * 60_000;
const RETRY_AFTER_FAILURE_MS = 60 * 60_000;

/**
 * Decides how the shop's waiting order messages are worked off. A large backlog is fetched by one bulk operation over
 * what changed since the oldest of them.
 *
 * @returns whether such an operation is under way, so that these messages wait for it.
 */
export async function isBacklogFetched(context: AppContext, tx: Tx, shopId: string): Promise<boolean> {
  const open = await openRuns(tx, shopId);
  if (open.some(({ kind }) => kind === "backlog")) return true;
  const waiting = await pendingSince(tx, shopId, ORDER_TOPICS);
  if (waiting === null || waiting.count < BACKLOG_MESSAGES || open.length > 0) return false;
  const { backlog } = await latestRuns(tx, shopId);
  const hasJustFailed =
    backlog?.status === "failed" && context.now() - backlog.startedAt.getTime() < RETRY_AFTER_FAILURE_MS;
  if (hasJustFailed) return false;
  await lockShop(tx, shopId);
  await createRun(tx, shopId, "backlog", new Date(waiting.oldest.getTime() - MARGIN_MS));
  await context.queue.send("import-shop", { shopId }, { tx });
  return true;
}

/** The messages a fetched backlog has answered: those about changes it covers that came before it began. */
export async function markBacklogDone(tx: Tx, shopId: string, run: ImportRun): Promise<void> {
  await markDoneBetween(tx, shopId, ORDER_TOPICS, run.updatedSince ?? run.startedAt, run.startedAt);
}
