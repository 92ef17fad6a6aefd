import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { openQueue, type Queue, type TaskHandlers } from "~/adapters/jobs/queue.server";
import { createLog } from "~/process/log.server";
import { startCommand, type CommandProcess } from "../../support/processes/command-process";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";

const log = createLog("silent");
const nothing = async () => {};
const HANDLERS: TaskHandlers = {
  "drain-shop": nothing,
  "import-shop": nothing,
  "read-journeys": nothing,
  "fold-visits": nothing,
  "rebuild-shop": nothing,
  "build-recommendations": nothing,
  "publish-lists": nothing,
  "check-lists": nothing,
  "forecast-value": nothing,
  "refresh-shop": nothing,
};

let database: TestDatabase;
const queues: Queue[] = [];
const processes: CommandProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  for (const { kill } of processes.splice(0)) await kill("SIGKILL");
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
  await database.db.pool.query("DELETE FROM pgboss.job");
});

afterAll(() => database.drop());

async function open(options: { isWorker?: boolean } = {}): Promise<Queue> {
  const queue = await openQueue(database.appUrl, log, options);
  queues.push(queue);
  return queue;
}

async function work(handlers: Partial<TaskHandlers>): Promise<void> {
  await (await open({ isWorker: true })).work({ ...HANDLERS, ...handlers });
}

function startWorker(durationMs = 600_000): CommandProcess {
  const worker = startCommand("test/integration/platform/processes/work-slowly.ts", [
    database.appUrl,
    String(durationMs),
  ]);
  processes.push(worker);
  return worker;
}

async function states(): Promise<string[]> {
  const { rows } = await database.db.pool.query<{ state: string }>("SELECT state FROM pgboss.job ORDER BY created_on");
  return rows.map((row) => row.state);
}

const eventually = (assert: () => unknown, timeout = 10_000) => vi.waitFor(assert, { timeout, interval: 50 });

describe("the job queue", () => {
  it("keeps one waiting job a shop, however often it is asked for", async () => {
    const queue = await open();
    for (let i = 0; i < 5; i++) await queue.send("drain-shop", { shopId: "1" });
    await queue.send("drain-shop", { shopId: "2" });
    expect(await states()).toEqual(["created", "created"]);
  });

  it("makes a job that waits due at once when it is urgent, and only then", async () => {
    const queue = await open();
    const waits = async () => {
      const { rows } = await database.db.pool.query<{ waits: boolean }>(
        "SELECT start_after > now() AS waits FROM pgboss.job",
      );
      return rows.map((row) => row.waits);
    };
    await queue.send("build-recommendations", { shopId: "1" }, { startAfterSeconds: 900 });
    await queue.send("build-recommendations", { shopId: "1" });
    expect(await waits()).toEqual([true]);
    await withShop(database.db, "1", async (tx) => {
      await queue.send("build-recommendations", { shopId: "1" }, { isUrgent: true, tx });
      throw new Error("changed its mind");
    }).catch(() => {});
    expect(await waits()).toEqual([true]);
    await queue.send("build-recommendations", { shopId: "1" }, { isUrgent: true });
    expect(await waits()).toEqual([false]);
  });

  it("sends a job if and only if the transaction commits", async () => {
    const queue = await open();
    await withShop(database.db, "1", (tx) => queue.send("drain-shop", { shopId: "1" }, { tx }));
    await withShop(database.db, "2", async (tx) => {
      await queue.send("drain-shop", { shopId: "2" }, { tx });
      throw new Error("changed its mind");
    }).catch(() => {});
    expect(await states()).toEqual(["created"]);
  });

  it("does what was asked for while a job of the shop ran in another job, after it", async () => {
    const queue = await open();
    let running = 0;
    let mostAtOnce = 0;
    let done = 0;
    let release = nothing as () => unknown;
    const held = new Promise<void>((resolve) => (release = resolve));
    await work({
      "drain-shop": async () => {
        mostAtOnce = Math.max(mostAtOnce, ++running);
        if (done === 0) await held;
        running--;
        done++;
      },
    });
    await queue.send("drain-shop", { shopId: "1" });
    await eventually(() => expect(running).toBe(1));
    await queue.send("drain-shop", { shopId: "1" });
    release();
    await eventually(() => expect(done).toBe(2));
    expect(mostAtOnce).toBe(1);
  });

  it("W15: lets no busy shop hold up another", async () => {
    const queue = await open();
    let release = nothing as () => unknown;
    const held = new Promise<void>((resolve) => (release = resolve));
    const served: string[] = [];
    await work({
      "drain-shop": async ({ shopId }) => {
        if (shopId === "1") await held;
        served.push(shopId);
      },
    });
    await queue.send("drain-shop", { shopId: "1" });
    await eventually(async () => expect(await states()).toEqual(["active"]));
    await queue.send("drain-shop", { shopId: "1" });
    await queue.send("drain-shop", { shopId: "2" });
    await eventually(() => expect(served).toEqual(["2"]), 5_000);
    release();
    await eventually(() => expect(served).toEqual(["2", "1", "1"]));
  });

  it("P11: tries a failing job again later, and harms no other", async () => {
    const queue = await open();
    const attempts: number[] = [];
    let healthy = 0;
    await work({
      "drain-shop": async ({ shopId }) => {
        if (shopId === "2") return void healthy++;
        attempts.push(Date.now());
        throw new Error("always fails");
      },
    });
    await queue.send("drain-shop", { shopId: "1" });
    await queue.send("drain-shop", { shopId: "2" });
    await eventually(() => expect(attempts.length).toBe(2), 15_000);
    expect(healthy).toBe(1);
    const { rows } = await database.db.pool.query<{
      name: string;
      policy: string;
      dead_letter: string;
      retry_limit: number;
    }>("SELECT name, policy, dead_letter, retry_limit FROM pgboss.queue WHERE name <> 'dead-letter' ORDER BY 1");
    expect(rows).toHaveLength(Object.keys(HANDLERS).length);
    for (const row of rows) expect(row).toMatchObject({ policy: "short", dead_letter: "dead-letter" });
  });

  it("D1: gives the job of a killed worker to another within 30 seconds", async () => {
    const queue = await open();
    const first = startWorker();
    await first.saw(/ready/);
    await queue.send("import-shop", { shopId: "7" });
    await first.saw(/took 7/);
    await first.kill("SIGKILL");
    const begin = performance.now();
    let taken = false;
    await work({ "import-shop": async () => void (taken = true) });
    await eventually(() => expect(taken).toBe(true), 30_000);
    expect(performance.now() - begin).toBeLessThan(30_000);
  });

  it("D10: on SIGTERM takes no more jobs and hands back the running one within 10 seconds", async () => {
    const queue = await open();
    const worker = startWorker();
    await worker.saw(/ready/);
    await queue.send("import-shop", { shopId: "7" });
    await worker.saw(/took 7/);
    const begin = performance.now();
    expect(await worker.kill("SIGTERM")).toBe(0);
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(await states()).toEqual(["retry"]);
  });

  it("D10: on SIGTERM lets a short job finish", async () => {
    const queue = await open();
    const worker = startWorker(1_500);
    await worker.saw(/ready/);
    await queue.send("import-shop", { shopId: "7" });
    await worker.saw(/took 7/);
    expect(await worker.kill("SIGTERM")).toBe(0);
    expect(await states()).toEqual(["completed"]);
  });
});
