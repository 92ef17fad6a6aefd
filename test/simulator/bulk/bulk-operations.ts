import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { GraphQLError, parse } from "graphql";
import type { Database } from "../store/database";
import type { ApiContext } from "../graphql/context";
import { blocksOf } from "../graphql/listings";
import { LISTINGS } from "../graphql/resolvers/roots";
import { idSequence } from "../store/ids";
import { gid } from "../payloads/payloads";
import type { Payload } from "../payloads/payloads";
import type { Id } from "../store/records/values";
import { pinnedSchema } from "../schema/pinned-schema";
import { toSecond, utcText } from "../time/time-text";
import { bulkOperationOfRow, findBulkOperation, writeBulkOperation } from "./bulk-records";
import type { BulkErrorCode, BulkOperationRecord, BulkStatus } from "./bulk-records";
import { bulkPlan } from "./bulk-rows";
import { bulkComplaint } from "./bulk-rules";
import { resultWriter } from "./result-writer";

/** How the next operation is to end. */
export interface BulkOutcome {
  /** RUNNING never ends. */
  readonly status: "COMPLETED" | "FAILED" | "CANCELED" | "EXPIRED" | "RUNNING";
  readonly errorCode?: BulkErrorCode;
  /** Offers what was written until then under `partialDataUrl`: this share of the root objects. */
  readonly partialShare?: number;
  /** The address that is offered instead of the true one. */
  readonly url?: string;
  /** Only operations whose query holds this text. */
  readonly matching?: string;
}

export interface BulkRefusal {
  readonly message: string;
  readonly code: "INVALID" | "LIMIT_REACHED" | "OPERATION_IN_PROGRESS";
}

export interface BulkSettings {
  /** Before an operation starts to run. */
  readonly startDelayMs: number;
  /** After each block of objects, to stretch operations. */
  readonly blockDelayMs: number;
  /** While set, operations that were started do not run. */
  readonly isHeld: boolean;
}

export interface BulkOperations {
  start(context: ApiContext, query: string, groupObjects: boolean): BulkOperationRecord | BulkRefusal;
  /** `undefined` when there is no such operation; CANCELING when it was still running. */
  cancel(shopId: Id, id: Id): BulkOperationRecord | undefined;
  /** The next operation ends this way. */
  endNext(outcome: BulkOutcome): void;
  /** How many slots others hold, and how the refusal reads then. */
  occupySlots(count: number, code?: BulkRefusal["code"]): void;
  settings(changes: Partial<BulkSettings>): void;
  /** From now on operations begin, run and end as usual. */
  reset(): void;
  /** Operations that a stopped simulator left unfinished run again from the start. */
  resume(contextOf: (shopId: Id, scopes: readonly string[]) => ApiContext | undefined): void;
  resultFile(shopId: Id, id: Id): string;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  /** Stops what runs; it resumes with the next simulator over the same data. */
  close(): Promise<void>;
}

const MAX_AT_ONCE = 5;
const BLOCK_OBJECTS = 500;
const USUAL: BulkSettings = { startDelayMs: 20, blockDelayMs: 0, isHeld: false };
const NONE_OCCUPIED: { readonly count: number; readonly code: BulkRefusal["code"] } = {
  count: 0,
  code: "LIMIT_REACHED",
};

export interface BulkSurroundings {
  readonly database: Database;
  /** Where result files lie. */
  readonly directory: string;
  readonly emit: (context: ApiContext, topic: string, payload: Payload) => void;
  /** Told when an operation fails for a reason that lies in the simulator. */
  readonly warn: (message: string) => void;
}

export function bulkOperations({ database, directory, emit, warn }: BulkSurroundings): BulkOperations {
  mkdirSync(directory, { recursive: true });
  const running = new Map<string, Promise<void>>();
  const cancelled = new Set<string>();
  let outcomes: BulkOutcome[] = [];
  let occupied = NONE_OCCUPIED;
  let settings = USUAL;
  let isClosing = false;
  const keyOf = (shopId: Id, id: Id) => `${shopId}-${id}`;
  const resultFile = (shopId: Id, id: Id) => join(directory, `${keyOf(shopId, id)}.jsonl`);

  function launch(context: ApiContext, record: BulkOperationRecord): void {
    const key = keyOf(context.shop.id, record.id);
    const outcome = outcomes.find(({ matching }) => matching === undefined || record.query.includes(matching));
    outcomes = outcomes.filter((each) => each !== outcome);
    const work = run({ ...context, isBulk: true, remembered: new Map() }, record, outcome).finally(() =>
      running.delete(key),
    );
    running.set(key, work);
  }

  async function run(
    context: ApiContext,
    created: BulkOperationRecord,
    outcome: BulkOutcome | undefined,
  ): Promise<void> {
    const { shop, clock } = context;
    const path = resultFile(shop.id, created.id);
    const key = keyOf(shop.id, created.id);
    let record: BulkOperationRecord = { ...created, status: "RUNNING", objectCount: 0, rootObjectCount: 0 };
    const save = (changes: Partial<BulkOperationRecord>) => {
      record = { ...record, ...changes };
      writeBulkOperation(database, shop.id, record);
    };
    const end = (status: BulkStatus, changes: Partial<BulkOperationRecord>) => {
      save({ status, completedAt: toSecond(clock()), ...changes });
      emit(context, "bulk_operations/finish", finishPayload(record));
    };
    await wait(settings.startDelayMs);
    while (settings.isHeld && !isClosing) await wait(20);
    if (isClosing) return;
    save({});
    if (outcome?.status === "RUNNING") return;
    const writer = resultWriter(path, created.groupObjects ? null : created.id);
    try {
      const plan = bulkPlan(pinnedSchema(), parse(created.query), context);
      const listing = LISTINGS[plan.rootField];
      if (listing === undefined)
        throw new GraphQLError(`bulk operations over ${plan.rootField} are absent in the simulator`);
      const isWhole = outcome === undefined || outcome.status === "COMPLETED";
      let objects = 0;
      let roots = 0;
      const stopAt = isWhole ? Number.POSITIVE_INFINITY : stoppingPoint(context, plan.rootField, outcome);
      for (const block of blocksOf(listing, context, plan.rootArgs["query"], BLOCK_OBJECTS)) {
        for (const source of block) {
          if (roots >= stopAt) break;
          plan.emitRows(source, (row, isRoot) => {
            objects += 1;
            if (isRoot) roots += 1;
            writer.add(JSON.stringify(row));
          });
        }
        const status = cancelled.has(key) ? "CANCELING" : "RUNNING";
        save({ status, objectCount: objects, rootObjectCount: roots });
        await wait(settings.blockDelayMs);
        if (isClosing || cancelled.has(key) || roots >= stopAt) break;
      }
      const fileSize = writer.close();
      if (isClosing) return;
      if (cancelled.has(key)) end("CANCELED", { fileSize: null });
      else if (!isWhole) {
        const isPartial = outcome.partialShare !== undefined && fileSize > 0;
        end(outcome.status, {
          errorCode: outcome.errorCode ?? null,
          fileSize: isPartial ? fileSize : null,
          result: isPartial ? "partial" : null,
        });
      } else
        end("COMPLETED", {
          fileSize: fileSize === 0 ? null : fileSize,
          result: fileSize === 0 ? null : "full",
          forgedUrl: outcome?.url ?? null,
        });
    } catch (error) {
      writer.close();
      const code = error instanceof GraphQLError ? error.extensions["code"] : undefined;
      if (code !== "ACCESS_DENIED") warn(`bulk operation ${created.id} of ${shop.domain} failed: ${String(error)}`);
      end("FAILED", { errorCode: code === "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR" });
    } finally {
      cancelled.delete(key);
      if (record.result === null && existsSync(path)) rmSync(path);
    }
  }

  function stoppingPoint(context: ApiContext, rootField: string, outcome: BulkOutcome): number {
    const counts: Record<string, number> = {
      ...context.shop.counts(),
      abandonedCheckouts: context.shop.counts().checkouts,
    };
    return Math.floor((counts[rootField] ?? 0) * (outcome.partialShare ?? 0));
  }

  function unfinished(shopId: Id): BulkOperationRecord[] {
    return database
      .all(
        `SELECT * FROM bulk_operation WHERE shop_id = ? AND doc ->> 'status' IN ('CREATED', 'RUNNING', 'CANCELING')`,
        shopId,
      )
      .map(bulkOperationOfRow);
  }

  return {
    start(context, query, groupObjects) {
      const complaint = bulkComplaint(pinnedSchema(), query);
      if (complaint !== null) return { message: complaint, code: "INVALID" };
      const { shop, clock } = context;
      if (unfinished(shop.id).length + occupied.count >= MAX_AT_ONCE) {
        return {
          message:
            occupied.code === "OPERATION_IN_PROGRESS"
              ? "A bulk query operation for this app and shop is already in progress."
              : `You have reached the limit of ${MAX_AT_ONCE} concurrent bulk query operations for this app and shop.`,
          code: occupied.code,
        };
      }
      const record = database.transaction((): BulkOperationRecord => {
        const ids = idSequence(database, shop.id);
        const created: BulkOperationRecord = {
          id: ids.next("bulkOperation"),
          createdAt: toSecond(clock()),
          status: "CREATED",
          errorCode: null,
          completedAt: null,
          query,
          groupObjects,
          scopes: [...context.scopes],
          objectCount: 0,
          rootObjectCount: 0,
          fileSize: null,
          result: null,
          forgedUrl: null,
          secret: randomBytes(16).toString("hex"),
        };
        writeBulkOperation(database, shop.id, created);
        ids.save();
        return created;
      });
      launch(context, record);
      return record;
    },
    cancel(shopId, id) {
      const record = findBulkOperation(database, shopId, id);
      if (record === undefined) return undefined;
      if (!running.has(keyOf(shopId, id))) {
        const isStuck = ["CREATED", "RUNNING", "CANCELING"].includes(record.status);
        if (!isStuck) return record;
        writeBulkOperation(database, shopId, { ...record, status: "CANCELED", completedAt: record.createdAt });
        return { ...record, status: "CANCELING" };
      }
      cancelled.add(keyOf(shopId, id));
      const canceling: BulkOperationRecord = { ...record, status: "CANCELING" };
      writeBulkOperation(database, shopId, canceling);
      return canceling;
    },
    endNext(outcome) {
      outcomes.push(outcome);
    },
    occupySlots(count, code = "LIMIT_REACHED") {
      occupied = { count, code };
    },
    settings(changes) {
      settings = { ...settings, ...changes };
    },
    reset() {
      outcomes = [];
      occupied = NONE_OCCUPIED;
      settings = USUAL;
    },
    resume(contextOf) {
      for (const row of database.all("SELECT id FROM shop")) {
        for (const record of unfinished(Number(row["id"]))) {
          const context = contextOf(Number(row["id"]), record.scopes);
          if (context !== undefined) launch(context, record);
        }
      }
    },
    resultFile,
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    async close() {
      isClosing = true;
      await Promise.all(running.values());
    },
  };
}

function finishPayload(record: BulkOperationRecord): Payload {
  return {
    admin_graphql_api_id: gid("BulkOperation", record.id),
    completed_at: record.completedAt === null ? null : utcText(record.completedAt),
    created_at: utcText(record.createdAt),
    error_code: record.errorCode === null ? null : record.errorCode.toLowerCase(),
    status: record.status.toLowerCase(),
    type: "query",
  };
}
