import { setTimeout as delay } from "node:timers/promises";
import { buryLetters } from "~/adapters/db/inbox/dead-letters.server";
import type { ImportPart, ImportRun } from "~/adapters/db/inbox/imports.server";
import { advancePart, changePart } from "~/adapters/db/inbox/imports.server";
import { addMemberships } from "~/adapters/db/recommendations/product-collections.server";
import { upsertProducts } from "~/adapters/db/recommendations/products.server";
import type { Shop } from "~/adapters/db/shop/shops.server";
import {
  countUnnamedFaults,
  markRebuilt,
  stagedOrdersWithoutAgreements,
} from "~/adapters/db/staging/orders-without-agreements.server";
import { clearStagedPart, stageRows } from "~/adapters/db/staging/staging.server";
import { emptyRows } from "~/adapters/db/staging/staged-rows";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import type { BulkOperation } from "~/adapters/shopify/read/bulk-operation.server";
import { readBulkOperation, startBulkQuery } from "~/adapters/shopify/read/bulk-operation.server";
import { faultOf } from "~/adapters/shopify/translate/fields";
import { orderFault } from "~/adapters/shopify/read/read-orders.server";
import { readRebuiltSales } from "~/adapters/shopify/read/read-rebuilt-sales.server";
import type { ResultBlock } from "~/adapters/shopify/read/result-file.server";
import { readResultFile, ResultFileError } from "~/adapters/shopify/read/result-file.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { storedLine } from "~/adapters/shopify/webhooks/stored-body";
import type { AppContext } from "~/context/context.server";
import { addLine, countPart, emptyPartRows, faultOfOrderLine, partDocument, partFilter } from "./bulk-parts.server";
import type { Slots } from "./slots";

/** What all parts of an import share. */
export interface ImportJob {
  readonly context: AppContext;
  readonly shop: Shop;
  readonly admin: AdminClient;
  readonly currencyCode: string;
  /** Bulk operations the app runs at once in a shop. */
  readonly slots: Slots;
  readonly signal: AbortSignal;
  /** Ends the other parts too: they go on with the next attempt. */
  fail(error: unknown): void;
}

/** Another worker goes on with this import, or it was ended: nothing is left to do here. */
export class ImportTakenOver extends Error {
  override readonly name = "ImportTakenOver";
}

const MAX_OPERATIONS = 4;
const MAX_BROKEN_DOWNLOADS = 5;
const MAX_BUSY_MS = 60 * 60_000;
const FIRST_POLL_MS = 250;
const LAST_POLL_MS = 10_000;
const REBUILD_BATCH = 50;
/** Lines of one import kept in full when they cannot be used; beyond that they are only counted. */
const MAX_LETTERS_PER_PART = 1000;

/**
 * Brings one part of an import completely into staging: asks Shopify for a bulk operation, waits for it, and stages
 * its file chunk by chunk. Every step is noted first, so that a killed worker's successor goes on where it stopped.
 *
 * @returns the part as it ended: staged, partial or failed.
 */
export async function importPart(job: ImportJob, run: ImportRun, start: ImportPart): Promise<ImportPart> {
  const { context, shop, signal } = job;
  let part = start;
  let narrow = false;

  const change = async (fields: Partial<ImportPart>) => {
    await withShop(context.db, shop.id, (tx) => changePart(tx, shop.id, part, fields));
    part = { ...part, ...fields };
  };
  /** Another operation, as often as makes sense; then what came of the earlier ones. */
  const again = async (reason: string) => {
    if (part.attempts < MAX_OPERATIONS) return change({ bulkOperationId: null, status: "requested", reason });
    return change({ status: part.stagedRows > 0 ? "partial" : "failed", reason });
  };

  while (!["staged", "partial", "failed"].includes(part.status)) {
    signal.throwIfAborted();
    const operation = await job.slots.use(async () => {
      if (part.bulkOperationId === null) await change(await startOperation(job, run, part, narrow));
      return part.bulkOperationId === null ? null : waitForEnd(job, part.bulkOperationId);
    });

    // It was refused for good, and the part says why.
    if (operation === null) continue;
    if (operation.state === "completed") {
      const fault = await stageFile(job, run, part, operation, (fresh) => (part = fresh));
      if (fault === null) await finishPart(job, run, part, change);
      else await again(fault);
    } else if (operation.state === "unknown") {
      await again("Shopify forgot the bulk operation.");
    } else if (operation.errorCode === "ACCESS_DENIED") {
      if (part.objectKind === "orders" && !narrow) {
        narrow = true;
        await change({ bulkOperationId: null, status: "requested", attempts: part.attempts - 1 });
      } else {
        await change({ status: "failed", reason: `Shopify denies the app access to ${part.objectKind}.` });
      }
    } else {
      if (operation.partialUrl !== null) {
        // Kept in case nothing better comes; a complete file replaces it.
        const partial = { url: operation.partialUrl, objectCount: null, fileSize: null };
        await stageFile(job, run, part, partial, (fresh) => (part = fresh));
      }
      const why = operation.errorCode ?? operation.status;
      await again(`Shopify ended the bulk operation early (${why.toLowerCase().replaceAll("_", " ")}).`);
    }
  }
  return part;
}

async function startOperation(
  { admin, signal }: ImportJob,
  run: ImportRun,
  part: ImportPart,
  narrow: boolean,
): Promise<Partial<ImportPart>> {
  const filter = partFilter(run, part.objectKind);
  const expectedCount =
    part.expectedCount ??
    (await countPart(admin, part.objectKind, filter, signal).catch((error: unknown) => {
      // The count only serves the progress bar.
      if (error instanceof ShopifyError && error.code === "access_denied") return null;
      throw error;
    }));
  const document = partDocument(part.objectKind, filter, narrow);
  const attempts = part.attempts + 1;
  const giveUpAt = performance.now() + MAX_BUSY_MS;
  for (let waitMs = 1000; ; waitMs = Math.min(waitMs * 1.5, 30_000)) {
    try {
      const started = await startBulkQuery(admin, document, signal);
      if (started.status === "started") {
        const { id: bulkOperationId, createdAt: operationCreatedAt } = started;
        return { bulkOperationId, operationCreatedAt, status: "running", expectedCount, attempts };
      }
    } catch (error) {
      if (error instanceof ShopifyError && (error.code === "access_denied" || error.code === "refused")) {
        return { status: "failed", reason: error.message, expectedCount, attempts };
      }
      throw error;
    }
    if (performance.now() > giveUpAt) {
      throw new ShopifyError("unavailable", "Shopify has had no place for a bulk operation for an hour.");
    }
    await delay(waitMs * (0.5 + Math.random() / 2), undefined, { signal });
  }
}

type EndedOperation = Exclude<BulkOperation, { state: "running" }>;

async function waitForEnd({ admin, signal }: ImportJob, id: string): Promise<EndedOperation> {
  for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(waitMs * 1.4, LAST_POLL_MS)) {
    const operation = await readBulkOperation(admin, id, signal);
    if (operation.state !== "running") return operation;
    await delay(waitMs, undefined, { signal });
  }
}

interface ResultFile {
  readonly url: string | null;
  /** Null for a partial result, whose length nobody promises. */
  readonly objectCount: number | null;
  readonly fileSize: number | null;
}

/** Stages a result file from where the last worker stopped. Null when all of it is there, otherwise what is wrong. */
async function stageFile(
  job: ImportJob,
  run: ImportRun,
  start: ImportPart,
  file: ResultFile,
  onProgress: (part: ImportPart) => void,
): Promise<string | null> {
  const { context, shop, signal } = job;
  let part = start;
  const set = (fields: Partial<ImportPart>) => onProgress((part = { ...part, ...fields }));

  if (part.status !== "staging") {
    const fresh = {
      status: "staging",
      objectCount: file.objectCount,
      fileSize: file.fileSize,
      stagedBytes: 0,
      stagedChunks: 0,
      stagedRows: 0,
      deadRows: 0,
      rootCount: 0,
    } as const;
    await withShop(context.db, shop.id, async (tx) => {
      await clearStagedPart(tx, shop.id, run.importId, part.objectKind);
      await changePart(tx, shop.id, part, fresh);
    });
    set(fresh);
  }

  let broken = 0;
  while (file.url !== null) {
    const before = part.stagedBytes;
    try {
      const blocks = readResultFile(file.url, { fromByte: part.stagedBytes, fileSize: file.fileSize, signal });
      for await (const block of blocks) set(await stageBlock(job, run, part, block));
      break;
    } catch (error) {
      if (!(error instanceof ResultFileError)) throw error;
      if (error.code !== "interrupted") return error.message;
      broken = part.stagedBytes > before ? 1 : broken + 1;
      if (broken >= MAX_BROKEN_DOWNLOADS) return error.message;
      await delay(200 * 2 ** broken * (0.5 + Math.random() / 2), undefined, { signal });
    }
  }
  const lines = part.stagedRows + part.deadRows;
  if (file.objectCount !== null && lines !== file.objectCount) {
    return `The result file holds ${lines} objects instead of ${file.objectCount}.`;
  }
  const unnamed = await withShop(context.db, shop.id, (tx) => countUnnamedFaults(tx, shop.id, run.importId));
  if (part.objectKind === "orders" && unnamed > 0) {
    return `The result file holds ${unnamed} unusable lines of which nobody can tell the order.`;
  }
  return null;
}

async function stageBlock(
  { context, shop, currencyCode, signal }: ImportJob,
  run: ImportRun,
  part: ImportPart,
  block: ResultBlock,
): Promise<Partial<ImportPart>> {
  signal.throwIfAborted();
  const rows = emptyPartRows();
  const faults: { line: number; reason: string; bytes: Buffer }[] = [];
  const firstLine = part.stagedRows + part.deadRows + 1;
  for (const [index, line] of block.lines.entries()) {
    try {
      addLine(rows, part.objectKind, line, currencyCode);
    } catch (error) {
      faults.push({ line: firstLine + index, reason: faultOf(error), bytes: line });
    }
  }
  // A fault of an order is listed with the order; only what names none is kept as a line.
  const letters = faults.filter(({ line, reason, bytes }) => {
    const fault = part.objectKind === "orders" ? faultOfOrderLine(bytes, line, reason) : null;
    if (fault !== null) rows.staged.faults.push(fault);
    return fault === null || !fault.subject.includes("/");
  });
  const good = block.lines.length - faults.length;
  await withShop(context.db, shop.id, async (tx) => {
    const chunk = {
      fromByte: part.stagedBytes,
      toByte: block.toByte,
      rows: good,
      roots: rows.roots,
      dead: faults.length,
    };
    // First, because it takes the part's row: of two workers only one stages a chunk.
    if (!(await advancePart(tx, shop.id, part, chunk))) throw new ImportTakenOver();
    await stageRows(tx, shop.id, { id: run.importId, chunk: part.stagedChunks }, rows.staged);
    if (part.objectKind === "products") {
      await upsertProducts(tx, shop.id, rows.products, rows.variants);
      await addMemberships(tx, shop.id, rows.memberships);
    }
    await buryLetters(
      tx,
      shop.id,
      letters.slice(0, Math.max(0, MAX_LETTERS_PER_PART - part.deadRows)).map(({ line, reason, bytes }) => ({
        source: "import",
        reference: `${run.importId} ${part.objectKind} line ${line}`,
        reason,
        payload: storedLine(bytes),
      })),
    );
  });
  return {
    stagedBytes: block.toByte,
    stagedChunks: part.stagedChunks + 1,
    stagedRows: part.stagedRows + good,
    rootCount: part.rootCount + rows.roots,
    deadRows: part.deadRows + faults.length,
  };
}

async function finishPart(
  job: ImportJob,
  run: ImportRun,
  part: ImportPart,
  change: (fields: Partial<ImportPart>) => Promise<void>,
): Promise<void> {
  if (part.objectKind === "orders") await rebuildOrdersWithoutAgreements(job, run);
  await change({ status: "staged", reason: null });
}

/** Orders Shopify keeps no sales agreements of: their ledger is built from their lines and refunds. */
async function rebuildOrdersWithoutAgreements({ context, shop, admin, signal }: ImportJob, run: ImportRun) {
  for (;;) {
    const bare = await withShop(context.db, shop.id, (tx) =>
      stagedOrdersWithoutAgreements(tx, shop.id, run.importId, REBUILD_BATCH),
    );
    if (bare.length === 0) return;
    const rebuilt = await readRebuiltSales(admin, bare, signal);
    await withShop(context.db, shop.id, async (tx) => {
      const faults = rebuilt.faults.map(({ orderId, reason }) => orderFault(orderId, reason, {}));
      await stageRows(tx, shop.id, { id: run.importId, chunk: 0 }, { ...emptyRows(), ...rebuilt, faults });
      await markRebuilt(
        tx,
        shop.id,
        run.importId,
        bare.map(({ orderId }) => orderId),
      );
    });
  }
}
