import { PgBoss, type Job } from "pg-boss";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { translateDatabaseError } from "~/adapters/db/connect/unavailable";
import type { Log } from "~/process/log.server";
import { QUEUE_CONNECTIONS, QUEUE_SCHEMA } from "./schema.server";
import { TASK_NAMES, type TaskName, type Tasks } from "./tasks";

export interface SendOptions {
  readonly startAfterSeconds?: number;
  /** A job that waits already but is due later becomes due now; else it stays, and is enough. */
  readonly isUrgent?: boolean;
  /** Sends within this transaction: the job exists if and only if it commits. */
  readonly tx?: Tx;
}

/** Does a job; what it returns is logged as counts. The signal says that the result is no longer wanted. */
export type TaskHandler<N extends TaskName> = (payload: Tasks[N], signal: AbortSignal) => Promise<object | void>;
export type TaskHandlers = { [N in TaskName]: TaskHandler<N> };

export interface Queue {
  /** Asks for a task to be done for a shop; while one of the kind waits for that shop, that one is enough. */
  send<N extends TaskName>(task: N, payload: Tasks[N], options?: SendOptions): Promise<void>;
  /** Starts taking jobs until the queue is closed. */
  work(handlers: TaskHandlers): Promise<void>;
  /** Takes no more jobs, lets running ones finish or hands them back, within ten seconds. */
  close(): Promise<void>;
}

export interface QueueOptions {
  /** A worker also looks after the queue: jobs of dead workers, retries, retention. */
  readonly isWorker?: boolean;
}

/** How many jobs of a kind one worker does at a time, and how often it looks for new ones. */
const ATTENTION: Record<TaskName, { localConcurrency: number; pollingIntervalSeconds: number }> = {
  "drain-shop": { localConcurrency: 4, pollingIntervalSeconds: 0.5 },
  "import-shop": { localConcurrency: 2, pollingIntervalSeconds: 1 },
  "read-journeys": { localConcurrency: 1, pollingIntervalSeconds: 2 },
  "fold-visits": { localConcurrency: 1, pollingIntervalSeconds: 1 },
  "rebuild-shop": { localConcurrency: 1, pollingIntervalSeconds: 2 },
  "build-recommendations": { localConcurrency: 1, pollingIntervalSeconds: 2 },
  "publish-lists": { localConcurrency: 2, pollingIntervalSeconds: 1 },
  "check-lists": { localConcurrency: 1, pollingIntervalSeconds: 2 },
  "forecast-value": { localConcurrency: 1, pollingIntervalSeconds: 2 },
  "refresh-shop": { localConcurrency: 1, pollingIntervalSeconds: 2 },
};

/** Time running jobs get to finish by themselves, and then to notice their signal. */
const FINISH_MS = 4_000;
const STOP_MS = 8_000;

/** Written as the index of waiting jobs is. */
const BRING_FORWARD = `
  UPDATE ${QUEUE_SCHEMA}.job SET start_after = now()
   WHERE name = $1 AND COALESCE(singleton_key, '') = $2 AND state = 'created' AND policy = 'short'
     AND start_after > now()`;

/** The job queue, in the database at `appUrl`; its schema is made by set-up. */
export async function openQueue(appUrl: string, log: Log, { isWorker = false }: QueueOptions = {}): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: appUrl,
    application_name: "comeback-queue",
    ...QUEUE_CONNECTIONS,
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: isWorker,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    // Rebuilding an index is for its owner, which this login is not.
    reindex: false,
    max: isWorker ? 4 : 2,
    connectionTimeoutMillis: 3_000,
  });
  boss.on("error", (error) => log.warn({ err: error }, "job queue"));
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "job queue"));
  const stopping = new AbortController();
  await boss.start().catch((error: unknown) => {
    throw translateDatabaseError(error);
  });

  async function run<N extends TaskName>(task: N, job: Job<Tasks[N]>, handler: TaskHandler<N>) {
    const { shopId } = job.data;
    const begin = performance.now();
    const about = { task, shopId, jobId: job.id, attempt: job.retryCount + 1 };
    const duration = () => Math.round(performance.now() - begin);
    try {
      const counts = await handler(job.data, AbortSignal.any([job.signal, stopping.signal]));
      log.info({ ...about, durationMs: duration(), ...counts }, "job done");
    } catch (error) {
      log.warn({ ...about, durationMs: duration(), err: error }, "job failed");
      // The queue keeps the reason; only its first line, which carries no data of the shop's.
      throw new Error(error instanceof Error ? error.message.split("\n")[0] : "unknown reason");
    }
  }

  return {
    async send(task, payload, { startAfterSeconds, isUrgent = false, tx } = {}) {
      const db = tx && { executeSql: (text: string, values?: unknown[]) => tx.query(text, values) };
      try {
        const sent = await boss.send(task, payload, {
          singletonKey: payload.shopId,
          group: { id: payload.shopId },
          ...(startAfterSeconds !== undefined && { startAfter: startAfterSeconds }),
          ...(db && { db }),
        });
        if (sent === null && isUrgent) await (db ?? boss.getDb()).executeSql(BRING_FORWARD, [task, payload.shopId]);
      } catch (error) {
        throw translateDatabaseError(error);
      }
    },

    async work(handlers) {
      const start = async <N extends TaskName>(task: N) => {
        const handler: TaskHandler<N> = handlers[task];
        const options = { ...ATTENTION[task], batchSize: 1, groupConcurrency: 1, heartbeatRefreshSeconds: 3 };
        await boss.work<Tasks[N]>(task, options, async ([job]) => job && (await run(task, job, handler)));
      };
      for (const task of TASK_NAMES) await start(task);
    },

    async close() {
      const abort = setTimeout(() => stopping.abort(new Error("the worker is shutting down")), FINISH_MS);
      await boss.stop({ graceful: true, timeout: STOP_MS });
      clearTimeout(abort);
    },
  };
}
