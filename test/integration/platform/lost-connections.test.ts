import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Connection, openDatabase } from "~/adapters/db/connect/client.server";
import { copyThrough } from "~/adapters/db/connect/copy-rows.server";
import { prepareDatabase } from "~/adapters/migrations/migrate.server";
import { checkDatabase } from "~/context/provide-database.server";
import { withDirectory, withShop } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { openQueue } from "~/adapters/jobs/queue.server";
import { createLog } from "~/process/log.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type AppProcesses, startAppProcesses } from "../../support/processes/app-processes";
import { createTestDatabase, type TestDatabase, withDatabase } from "../../support/database/database";
import { fillShop } from "../../support/shops/shop-life";

const ROUNDS = 60;
const SENDERS = 8;
const READERS = 4;
/** Answers of any kind between two cuts, so that each cut meets connections in every state. */
const ANSWERS_BETWEEN = 12;

/** A job that failed at cut after cut waits up to five minutes before it is tried again. */
const LONGEST_PAUSE_MS = 330_000;

let database: TestDatabase;
let server: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  server = new pg.Client({ connectionString: withDatabase(database.ownerUrl, "postgres") });
  await server.connect();
});

afterAll(async () => {
  await server.end();
  await database.drop();
});

/** Ends every connection to the database of this test, as a server does that fails over; says how many there were. */
async function cutAll(): Promise<number> {
  const { rowCount } = await server.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
    [new URL(database.ownerUrl).pathname.slice(1)],
  );
  return rowCount ?? 0;
}

describe("a connection", () => {
  it("D2: of whatever part of the app has a listener for its loss all its life", async () => {
    const connect = vi.spyOn(pg.Client.prototype, "connect");
    try {
      await prepareDatabase(database.ownerUrl, database.appUrl);
      await checkDatabase(database.appUrl);
      const queue = await openQueue(database.appUrl, createLog("silent"), { isWorker: true });
      await queue.close();
      const db = openDatabase(database.appUrl);
      const client = await db.pool.connect();
      expect(client.listenerCount("error")).toBeGreaterThan(0);
      client.release();
      await db.close();
      expect(connect.mock.contexts.length).toBeGreaterThanOrEqual(5);
      expect(connect.mock.contexts.filter((each) => !(each instanceof Connection))).toEqual([]);
    } finally {
      connect.mockRestore();
    }
  });

  const insert = { text: "INSERT INTO line SELECT * FROM incoming_line", values: [] };
  const copy = (rows: () => Iterable<readonly string[]>) =>
    withDirectory(database.db, async (tx) => {
      await tx.query("CREATE TEMP TABLE line (text text) ON COMMIT DROP");
      return copyThrough(tx, "line", ["text"], rows(), insert);
    });
  const longRow = (name: string) => [name.padEnd(1 << 17, "x")];

  it("D2: that is cut in the middle of a COPY is away for now, so that what was copied is tried again", async () => {
    function* rows() {
      for (let row = 0; row < 400; row++) {
        if (row === 20) void cutAll();
        yield longRow(String(row));
      }
    }
    await expect(copy(rows)).rejects.toThrow(DatabaseUnavailable);
  });

  it("is free again after a row that could not be made", async () => {
    function* rows() {
      for (let row = 0; row < 20; row++) yield longRow(String(row));
      throw new RangeError("no such row");
    }
    await expect(copy(rows)).rejects.toThrow("no such row");
    expect(await withDirectory(database.db, async (tx) => (await tx.query("SELECT 1 AS n")).rows)).toEqual([{ n: 1 }]);
  });
});

describe("a process whose connections are cut", () => {
  let app: AppProcesses;
  let shop: ShopStore;

  beforeAll(async () => {
    app = await startAppProcesses(database.appUrl);
    shop = app.simulator.store.createShop({
      domain: "cut-off.myshopify.com",
      name: "Cut off",
      ianaTimezone: "Europe/Paris",
      currencyCode: "EUR",
    });
    fillShop(shop, { orders: 20 });
    await app.install(shop);
    await app.simulator.webhooks.settled();
  });
  afterAll(() => app.close());

  async function sendOrder(orderId: number): Promise<string | null> {
    const body = JSON.stringify({ id: orderId });
    const eventId = randomUUID();
    const answer = await fetch(`${app.appUrl}/webhooks`, {
      method: "POST",
      body,
      headers: {
        "x-shopify-topic": "orders/updated",
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-api-version": "2026-10",
        "x-shopify-webhook-id": eventId,
        "x-shopify-event-id": eventId,
        "x-shopify-triggered-at": new Date().toISOString(),
        "x-shopify-hmac-sha256": createHmac("sha256", app.apiSecret).update(body).digest("base64"),
      },
    });
    await answer.arrayBuffer();
    expect(answer.status).toBeOneOf([200, 503]);
    return answer.ok ? eventId : null;
  }

  it(
    "D2, P1: web and worker live through every cut under load, and lose no webhook they acknowledged",
    { timeout: 600_000 },
    async () => {
      const orders = shop.orders().map(({ id }) => id);
      const acknowledged: string[] = [];
      let answers = 0;
      let isOver = false;
      const send = async () => {
        while (!isOver) {
          const eventId = await sendOrder(orders[answers % orders.length] ?? 0);
          if (eventId !== null) acknowledged.push(eventId);
          answers += 1;
        }
      };
      const read = async () => {
        const headers = { authorization: `Bearer ${await app.simulator.sessionToken(shop.domain)}` };
        while (!isOver) {
          await (await fetch(`${app.appUrl}/app/pulse`, { headers })).arrayBuffer();
          answers += 1;
        }
      };
      const load = Promise.all([...Array.from({ length: SENDERS }, send), ...Array.from({ length: READERS }, read)]);
      const cutting = async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const before = answers;
          await expect.poll(() => answers, { interval: 20 }).toBeGreaterThanOrEqual(before + ANSWERS_BETWEEN);
          await cutAll();
        }
      };
      // A dead process fails the load, and waiting for its answers would end with less to say.
      const result = await Promise.race([cutting(), load]).catch((error: unknown) => error);
      isOver = true;
      expect(app.ended(), app.log("web").slice(-2_000) + app.log("worker").slice(-2_000)).toEqual([]);
      expect(result).toBeUndefined();
      await load;
      expect((await fetch(`${app.appUrl}/readyz`)).status).toBe(200);
      const shopId = String(shop.id);
      const statusOf = async () =>
        withShop(database.db, shopId, async (tx) => {
          const { rows } = await tx.query<{ status: string; count: number }>(
            `SELECT status, count(*)::int AS count FROM webhook_inbox
           WHERE shop_id = $1 AND event_id = ANY ($2) GROUP BY status`,
            [shopId, acknowledged],
          );
          return rows;
        });
      await expect
        .poll(statusOf, { timeout: LONGEST_PAUSE_MS })
        .toEqual([{ status: "done", count: acknowledged.length }]);
    },
  );
});
