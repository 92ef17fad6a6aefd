import { randomUUID } from "node:crypto";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export type ObjectKind = "orders" | "customers" | "products" | "checkouts";
/**
 * `recent`: the newest 30 days, published first and marked partial; `full`: everything; `backlog`: the orders that
 * changed since a moment, when too many messages wait to read each order by itself.
 */
export type ImportKind = "recent" | "full" | "backlog";
/** `partial` is over too, but Shopify gave only a part. */
export type RunStatus = "requested" | "downloading" | "merging" | "done" | "partial" | "failed";
export type PartStatus = "requested" | "running" | "staging" | "staged" | "partial" | "failed";

export interface ImportRun {
  readonly importId: string;
  readonly kind: ImportKind;
  /** Of a backlog: the moment. */
  readonly updatedSince: Date | null;
  readonly status: RunStatus;
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

export interface ImportPart {
  readonly importId: string;
  readonly objectKind: ObjectKind;
  readonly bulkOperationId: string | null;
  /** When Shopify began it, by its own clock. */
  readonly operationCreatedAt: Date | null;
  readonly status: PartStatus;
  readonly expectedCount: number | null;
  readonly objectCount: number | null;
  readonly rootCount: number;
  readonly fileSize: number | null;
  readonly stagedBytes: number;
  readonly stagedChunks: number;
  readonly stagedRows: number;
  readonly deadRows: number;
  readonly attempts: number;
  readonly reason: string | null;
}

const PARTS: Record<ImportKind, readonly ObjectKind[]> = {
  recent: ["orders", "checkouts"],
  full: ["orders", "customers", "products", "checkouts"],
  backlog: ["orders"],
};

const RUN_COLUMNS = `import_id AS "importId", kind, updated_since AS "updatedSince", status, reason,
  started_at AS "startedAt", finished_at AS "finishedAt"`;

const numeric = (column: string, field: string) => `${column}::float8 AS "${field}"`;

const PART_COLUMNS = `import_id AS "importId", object_kind AS "objectKind", bulk_operation_id AS "bulkOperationId",
  operation_created_at AS "operationCreatedAt",
  status, attempts, reason, staged_chunks AS "stagedChunks", ${[
    numeric("expected_count", "expectedCount"),
    numeric("object_count", "objectCount"),
    numeric("root_count", "rootCount"),
    numeric("file_size", "fileSize"),
    numeric("staged_bytes", "stagedBytes"),
    numeric("staged_rows", "stagedRows"),
    numeric("dead_rows", "deadRows"),
  ].join(", ")}`;

const OPEN = "status IN ('requested', 'downloading', 'merging')";

export async function createRun(
  tx: Tx,
  shopId: string,
  kind: ImportKind,
  updatedSince: Date | null = null,
): Promise<void> {
  const importId = randomUUID();
  await tx.query(
    `INSERT INTO import_run (shop_id, import_id, kind, updated_since, status, started_at)
     VALUES ($1, $2, $3, $4, 'requested', app_now())`,
    [shopId, importId, kind, updatedSince],
  );
  await tx.query(
    `INSERT INTO import_part (shop_id, import_id, object_kind, status)
     SELECT $1, $2, kind, 'requested' FROM unnest($3::text[]) kind`,
    [shopId, importId, PARTS[kind]],
  );
}

/** Runs that still have work to do, the recent one first. */
export async function openRuns(tx: Tx, shopId: string): Promise<ImportRun[]> {
  const { rows } = await tx.query<ImportRun>(
    `SELECT ${RUN_COLUMNS} FROM import_run WHERE shop_id = $1 AND ${OPEN} ORDER BY kind DESC, started_at`,
    [shopId],
  );
  return rows;
}

/** The newest run of each kind. */
export async function latestRuns(tx: Tx, shopId: string): Promise<Record<ImportKind, ImportRun | null>> {
  const { rows } = await tx.query<ImportRun>(
    `SELECT DISTINCT ON (kind) ${RUN_COLUMNS} FROM import_run WHERE shop_id = $1 ORDER BY kind, started_at DESC`,
    [shopId],
  );
  const newest = (kind: ImportKind) => rows.find((run) => run.kind === kind) ?? null;
  return { recent: newest("recent"), full: newest("full"), backlog: newest("backlog") };
}

export async function findParts(tx: Tx, shopId: string, importId: string): Promise<ImportPart[]> {
  const { rows } = await tx.query<ImportPart>(
    `SELECT ${PART_COLUMNS} FROM import_part WHERE shop_id = $1 AND import_id = $2
     ORDER BY array_position(ARRAY['orders', 'customers', 'products', 'checkouts'], object_kind)`,
    [shopId, importId],
  );
  return rows;
}

/** Locks an open run until the transaction ends; null when another worker has finished it meanwhile. */
export async function lockOpenRun(tx: Tx, shopId: string, importId: string): Promise<ImportRun | null> {
  const { rows } = await tx.query<ImportRun>(
    `SELECT ${RUN_COLUMNS} FROM import_run WHERE shop_id = $1 AND import_id = $2 AND ${OPEN} FOR UPDATE`,
    [shopId, importId],
  );
  return rows[0] ?? null;
}

/** Moves an open run on; one that has ended meanwhile, as by an uninstall, stays ended. Says whether it was open. */
export async function setRunStatus(
  tx: Tx,
  shopId: string,
  importId: string,
  status: RunStatus,
  reason: string | null = null,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE import_run SET status = $3, reason = $4,
       finished_at = CASE WHEN $3 IN ('done', 'partial', 'failed') THEN app_now() END
     WHERE shop_id = $1 AND import_id = $2 AND ${OPEN}`,
    [shopId, importId, status, reason],
  );
  return rowCount === 1;
}

type PartChange = Partial<Omit<ImportPart, "importId" | "objectKind">>;

const PART_COLUMN_OF: Record<keyof PartChange, string> = {
  bulkOperationId: "bulk_operation_id",
  operationCreatedAt: "operation_created_at",
  status: "status",
  expectedCount: "expected_count",
  objectCount: "object_count",
  rootCount: "root_count",
  fileSize: "file_size",
  stagedBytes: "staged_bytes",
  stagedChunks: "staged_chunks",
  stagedRows: "staged_rows",
  deadRows: "dead_rows",
  attempts: "attempts",
  reason: "reason",
};

export async function changePart(
  tx: Tx,
  shopId: string,
  part: Pick<ImportPart, "importId" | "objectKind">,
  change: PartChange,
): Promise<void> {
  const fields = Object.keys(change) as (keyof PartChange)[];
  await tx.query(
    `UPDATE import_part SET ${fields.map((field, index) => `${PART_COLUMN_OF[field]} = $${index + 4}`).join(", ")}
     WHERE shop_id = $1 AND import_id = $2 AND object_kind = $3`,
    [shopId, part.importId, part.objectKind, ...fields.map((field) => change[field])],
  );
}

export interface StagedChunk {
  /** Offset of the first byte not yet staged, before and after. */
  readonly fromByte: number;
  readonly toByte: number;
  readonly rows: number;
  readonly roots: number;
  readonly dead: number;
}

/**
 * Notes a chunk beside its rows. False when the file is no longer at `fromByte`, because another worker has gone on, or
 * when the import was ended meanwhile.
 */
export async function advancePart(
  tx: Tx,
  shopId: string,
  part: Pick<ImportPart, "importId" | "objectKind">,
  chunk: StagedChunk,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE import_part SET staged_bytes = $5, staged_chunks = staged_chunks + 1, staged_rows = staged_rows + $6,
       root_count = root_count + $7, dead_rows = dead_rows + $8
     WHERE shop_id = $1 AND import_id = $2 AND object_kind = $3 AND staged_bytes = $4 AND status = 'staging'
       AND EXISTS (SELECT FROM import_run r WHERE r.shop_id = $1 AND r.import_id = $2 AND r.${OPEN})`,
    [shopId, part.importId, part.objectKind, chunk.fromByte, chunk.toByte, chunk.rows, chunk.roots, chunk.dead],
  );
  return rowCount === 1;
}

/** Whether the shop was ever imported, or an import of it ever asked for. */
export async function hasRuns(tx: Tx, shopId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT FROM import_run WHERE shop_id = $1 LIMIT 1", [shopId]);
  return rowCount === 1;
}
