import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { recordCheckoutsKnownFrom } from "~/adapters/db/shop/known-checkouts.server";
import { oldestStagedActivity } from "~/adapters/db/staging/staged-checkouts.server";
import { lockShop } from "~/adapters/db/ledger/shop-rules.server";
import { faultCutOff, faultHeadless } from "~/adapters/db/staging/unreadable-orders.server";
import type { ImportPart, ImportRun } from "~/adapters/db/inbox/imports.server";
import { createRun, findParts, lockOpenRun, openRuns, setRunStatus } from "~/adapters/db/inbox/imports.server";
import { markImported, readShopProfile } from "~/adapters/db/shop/profile.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readOrdersUpdatedSince } from "~/adapters/shopify/read/read-orders.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { checkoutsKnownFrom, firstWholeDay } from "~/domain/orders/known-checkouts";
import type { AppContext } from "~/context/context.server";
import { freezeBaselines } from "../goals/freeze-baselines.server";
import { markBacklogDone } from "./backlog.server";
import { recentSince } from "./bulk-parts.server";
import type { ImportJob } from "./import-part.server";
import { importPart, ImportTakenOver } from "./import-part.server";
import { askForJourneys } from "./read-journeys.server";
import { readUnreadableAgain } from "./read-unreadable-again.server";
import { refreshOrders } from "./refresh-orders.server";
import { withSettledTies } from "./settled-ties.server";
import { slots } from "./slots";

/** Query operations Shopify runs at once for an app in a shop. */
const MAX_OPERATIONS_AT_ONCE = 5;
const TAKEN_OVER_SECONDS = 30;
/** Clocks of the two sides may differ by so much. */
const CATCH_UP_MARGIN_MS = 5 * 60_000;
/** Orders read one by one after an import; more that changed are fetched by another operation. */
const MAX_CATCH_UP_ORDERS = 250;

/**
 * Does the imports a shop waits for, and fetches backlogs. A first import is two complete ones side by side: the newest 30 days, published
 * as soon as they are staged, and everything, swapped in whole in one transaction.
 */
export async function importShop(context: AppContext, { shopId }: { shopId: string }, signal: AbortSignal) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const { runs, profile } = await withShop(context.db, shopId, async (tx) => ({
    runs: await openRuns(tx, shopId),
    profile: await readShopProfile(tx, shopId),
  }));
  if (runs.length === 0 || profile === null) return { skipped: "nothing to import" };

  const failing = new AbortController();
  const job: ImportJob = {
    context,
    shop,
    admin: context.shopify.admin(shop.domain),
    currencyCode: profile.currencyCode,
    slots: slots(MAX_OPERATIONS_AT_ONCE),
    signal: AbortSignal.any([signal, failing.signal]),
    fail: (error) => failing.abort(error),
  };
  try {
    // In turn, so that the newest days get the first places.
    const begun = [];
    for (const run of runs) begun.push({ run, parts: await beginRun(job, run) });
    let published = Promise.resolve();
    const ends = begun.map(({ run, parts }) => {
      const before = published;
      const staged = stageParts(job, run, parts);
      published = allOf([before, staged]).then(([, parts]) => publishRun(job, run, parts));
      return published.catch((error: unknown) => {
        job.fail(error);
        throw error;
      });
    });
    await allOf(ends);
  } catch (consequence) {
    // The parts that were stopped only say that they were.
    const error: unknown = failing.signal.aborted ? failing.signal.reason : consequence;
    if (error instanceof ImportTakenOver) {
      // Should the other worker not come to an end either, somebody looks again.
      await context.queue.send("import-shop", { shopId }, { startAfterSeconds: TAKEN_OVER_SECONDS });
      return { skipped: "ended or taken over" };
    }
    if (error instanceof ShopifyError && !error.isRetryable) {
      // A dead token pauses the import; it goes on when a merchant opens the app.
      if (error.code === "needs_reauth") return { skipped: "needs reauth" };
      await failOpenRuns(context, shopId, error.message);
      return { failed: error.code };
    }
    throw error;
  }
  return { runs: runs.length };
}

function beginRun({ context, shop }: ImportJob, run: ImportRun): Promise<ImportPart[]> {
  return withShop(context.db, shop.id, async (tx) => {
    if (run.status === "requested") await setRunStatus(tx, shop.id, run.importId, "downloading");
    return findParts(tx, shop.id, run.importId);
  });
}

function stageParts(job: ImportJob, run: ImportRun, parts: readonly ImportPart[]): Promise<ImportPart[]> {
  return allOf(
    parts.map((part) =>
      importPart(job, run, part).catch((error: unknown) => {
        job.fail(error);
        throw error;
      }),
    ),
  );
}

/** Like Promise.all, but fails only when all have ended: nothing must go on in the background of a job that is over. */
async function allOf<Results extends readonly unknown[]>(
  promises: readonly [...{ [Index in keyof Results]: Promise<Results[Index]> }],
): Promise<Results> {
  await Promise.allSettled(promises);
  return Promise.all(promises) as Promise<unknown> as Promise<Results>;
}

/** Swaps a staged run in: all of it in one transaction, and once however often it is tried. */
async function publishRun(job: ImportJob, run: ImportRun, parts: readonly ImportPart[]): Promise<void> {
  const { context, shop } = job;
  job.signal.throwIfAborted();
  const reasons = parts
    .filter(({ status }) => status !== "staged")
    .map(({ objectKind, reason }) => `${objectKind}: ${reason}`);
  const orders = parts.find(({ objectKind }) => objectKind === "orders");
  if (orders?.status === "failed") {
    await withShop(context.db, shop.id, async (tx) => {
      await setRunStatus(tx, shop.id, run.importId, "failed", orders.reason ?? "Orders could not be read.");
      await sendFollowUp(context, tx, shop.id, run);
    });
    return;
  }
  const isComplete = orders?.status === "staged";
  const isOpen = await withShop(context.db, shop.id, (tx) => setRunStatus(tx, shop.id, run.importId, "merging"));
  if (!isOpen) throw new ImportTakenOver();
  await withSettledTies(context, shop.id, job.admin, job.signal, async (tx, settled) => {
    if ((await lockOpenRun(tx, shop.id, run.importId)) === null) throw new ImportTakenOver();
    await noteKnownCheckouts(tx, shop.id, run, parts);
    await (isComplete ? faultHeadless : faultCutOff)(tx, shop.id, run.importId);
    const { orphans } = await settled(() => applyBatch(tx, shop.id, run.importId));
    if (orphans > 0) reasons.push(`${orphans} rows without their parent`);
    if (run.kind === "full" && isComplete) await markImported(tx, shop.id);
    if (run.kind === "backlog" && isComplete) await markBacklogDone(tx, shop.id, run);
  });
  // Before the run is done, so that a successor of a killed worker does it too.
  const isCaughtUp = run.kind !== "full" || (await catchUp(job, run));
  await readUnreadableAgain(context, shop.id, job.admin, job.signal);
  await withShop(context.db, shop.id, async (tx) => {
    const reason = reasons.length > 0 ? reasons.join("; ") : null;
    if (!(await setRunStatus(tx, shop.id, run.importId, isComplete ? "done" : "partial", reason))) return;
    if (!isCaughtUp) {
      await createRun(tx, shop.id, "backlog", catchUpFrom(run));
      await context.queue.send("import-shop", { shopId: shop.id }, { tx });
    }
    if (run.kind === "full" && isComplete) await freezeBaselines(tx, shop.id);
    await sendFollowUp(context, tx, shop.id, run);
    await askForJourneys(context, tx, shop.id);
  });
}

/** Says from which day checkouts are known, once Shopify's list is staged, or its recent part. */
async function noteKnownCheckouts(tx: Tx, shopId: string, run: ImportRun, parts: readonly ImportPart[]): Promise<void> {
  const list = parts.find(({ objectKind }) => objectKind === "checkouts");
  if (list?.status !== "staged" || list.operationCreatedAt === null) return;
  const { timeZone } = await lockShop(tx, shopId);
  const day =
    run.kind === "recent"
      ? firstWholeDay(recentSince(run).getTime(), timeZone)
      : checkoutsKnownFrom(
          list.operationCreatedAt.getTime(),
          await oldestStagedActivity(tx, shopId, run.importId),
          timeZone,
        );
  await recordCheckoutsKnownFrom(tx, shopId, day);
}

/** What waited for the end of a run. */
async function sendFollowUp({ queue }: AppContext, tx: Tx, shopId: string, { kind }: ImportRun): Promise<void> {
  if (kind === "full") {
    await queue.send("build-recommendations", { shopId }, { isUrgent: true, tx });
    await queue.send("forecast-value", { shopId }, { tx });
  }
  if (kind === "backlog") await queue.send("drain-shop", { shopId }, { tx });
}

const catchUpFrom = (run: ImportRun) => new Date(run.startedAt.getTime() - CATCH_UP_MARGIN_MS);

/**
 * An operation may or may not hold what changed while it ran: those orders are read again. False when they are too many
 * to read one by one.
 */
async function catchUp({ context, shop, admin, signal }: ImportJob, run: ImportRun): Promise<boolean> {
  const { orderIds, isComplete } = await readOrdersUpdatedSince(admin, catchUpFrom(run), MAX_CATCH_UP_ORDERS, signal);
  if (!isComplete) return false;
  const refreshed = await refreshOrders(context, shop.id, admin, orderIds, signal);
  context.log.info({ shopId: shop.id, importId: run.importId, refreshed }, "import caught up");
  return true;
}

async function failOpenRuns(context: AppContext, shopId: string, reason: string): Promise<void> {
  await withShop(context.db, shopId, async (tx) => {
    for (const run of await openRuns(tx, shopId)) await setRunStatus(tx, shopId, run.importId, "failed", reason);
    await context.queue.send("drain-shop", { shopId }, { tx });
  });
}
