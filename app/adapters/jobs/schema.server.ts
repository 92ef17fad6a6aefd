import { PgBoss, type QueueOptions } from "pg-boss";
import { Connection } from "~/adapters/db/connect/client.server";
import { TASK_NAMES, type TaskName } from "./tasks";

export const QUEUE_SCHEMA = "pgboss";

/** Reaches the pool that pg-boss opens for itself, though its types do not know of it. */
export const QUEUE_CONNECTIONS = { Client: Connection };

/** Where jobs end that failed to the last retry. */
const DEAD_LETTER_QUEUE = "dead-letter";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const COMMON: QueueOptions = {
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 5 * MINUTE,
  // A job whose worker stops signing in for this long is given to another.
  heartbeatSeconds: 10,
  deleteAfterSeconds: 24 * HOUR,
};

/** An expiry above the longest job of its kind. */
export const EXPIRY_SECONDS: Record<TaskName, number> = {
  "drain-shop": 15 * MINUTE,
  "import-shop": 23 * HOUR,
  "read-journeys": 15 * MINUTE,
  "fold-visits": 15 * MINUTE,
  "rebuild-shop": 6 * HOUR,
  "build-recommendations": 3 * HOUR,
  "publish-lists": 6 * HOUR,
  "check-lists": 6 * HOUR,
  "forecast-value": 3 * HOUR,
  "refresh-shop": 15 * MINUTE,
};

/** Creates or updates the queue's schema and queues; only the owner may, so it happens at set-up and never later. */
export async function createQueueSchema(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    ...QUEUE_CONNECTIONS,
    schema: QUEUE_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
  });
  let failure: unknown;
  boss.on("error", (error) => (failure = error));
  await boss.start();
  try {
    await createQueue(boss, DEAD_LETTER_QUEUE, { retryLimit: 0, deleteAfterSeconds: 30 * 24 * HOUR });
    for (const name of TASK_NAMES) {
      await createQueue(boss, name, {
        ...COMMON,
        expireInSeconds: EXPIRY_SECONDS[name],
        deadLetter: DEAD_LETTER_QUEUE,
        // One waiting job a shop; what arrives while one runs is seen by the next.
        policy: "short",
      });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
}

async function createQueue(boss: PgBoss, name: string, options: Parameters<PgBoss["createQueue"]>[1]): Promise<void> {
  if (await boss.getQueue(name)) {
    // The policy of a queue is fixed when it is made.
    const { policy: _policy, ...changeable } = options ?? {};
    await boss.updateQueue(name, changeable);
  } else {
    await boss.createQueue(name, options);
  }
}
