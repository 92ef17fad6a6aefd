import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { readLiftSums } from "~/adapters/db/recommendations/lift-sums.server";
import { readListResults } from "~/adapters/db/recommendations/list-results.server";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { stageBatch } from "../../support/database/staged-batch";

const TABLES = ["storefront_event", "storefront_session", "completed_checkout", "orders", "order_line", "sales_row"];
const SESSIONS = 30_000;
const RANGE = { from: "2026-03-01", to: "2026-03-30" };

let database: TestDatabase;
let shopId: string;

/** One session in ten buys: half of what a list's button added, half of what it clicked. */
async function fill(owner: pg.Client): Promise<void> {
  const at = "timestamptz '2026-01-01 00:00Z' + n * interval '5 minutes'";
  const client = "decode(lpad(to_hex(n), 32, '0'), 'hex')";
  const each = (every: number) => `generate_series(${every}, ${SESSIONS}, ${every}) n`;
  for (const statement of [
    `INSERT INTO storefront_session (shop_id, client_hash, started_at, ended_at, day, device, source, landing, is_new, depth,
       checkout_depth, products, searches, alerts, recommendations)
     SELECT ${shopId}, ${client}, ${at}, ${at} + interval '20 minutes', (${at})::date, 'mobile', 'direct', 'home', true,
       CASE WHEN n % 10 = 0 THEN 4 ELSE 2 END, 0, '[{"productId": "7", "views": 1, "adds": 1}]', '[]', '[]', '[]'
     FROM ${each(1)}`,
    `INSERT INTO storefront_event (shop_id, event_id, client_hash, at, seq, name, product_id, rec_place, rec_list)
     SELECT ${shopId}, n || ':' || k, ${client}, ${at} + k * interval '1 minute', 0,
       CASE k WHEN 1 THEN 'product_viewed' ELSE 'page_viewed' END, CASE k WHEN 1 THEN 7 END,
       CASE k WHEN 1 THEN 'product' END, CASE k WHEN 1 THEN 'together' END
     FROM ${each(1)} CROSS JOIN generate_series(1, 5) k`,
    `INSERT INTO completed_checkout (shop_id, checkout, client_hash, completed_at, device, source)
     SELECT ${shopId}, 't' || n, ${client}, ${at} + interval '10 minutes', 'mobile', 'direct' FROM ${each(10)}`,
    `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('order_id', n, 'checkout_token', 't' || n))).*
     FROM orders o CROSS JOIN ${each(10)} WHERE o.shop_id = ${shopId}`,
    `INSERT INTO order_line SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', n, 'line_id', n,
       'rec', CASE WHEN n % 20 = 0 THEN 'product.set.1' END))).*
     FROM order_line l CROSS JOIN ${each(10)} WHERE l.shop_id = ${shopId}`,
    `INSERT INTO sales_row SELECT (jsonb_populate_record(s, jsonb_build_object('order_id', n, 'line_id', n, 'sale_id', n))).*
     FROM sales_row s CROSS JOIN ${each(10)} WHERE s.shop_id = ${shopId}`,
    `INSERT INTO hold_out_day (shop_id, day, salt, written_at, shown_ids, held_out_ids)
     SELECT ${shopId}, day::date, 'salt', day, '{7}', '{8}'
     FROM generate_series(timestamptz '${RANGE.from}', '${RANGE.to}', '1 day') day`,
  ]) {
    await owner.query(statement);
  }
}

/** An order that all others are made of. */
const PATTERN = {
  id: "1",
  processedAt: "2026-01-01T00:00:00Z",
  lines: [{ id: "1", productId: "7" }],
  agreements: [
    { id: "OrderAgreement/1", happenedAt: "2026-01-01T00:00:00Z", sales: [{ id: "1", lineId: "1", total: 100 }] },
  ],
};

/** What the plan of each query of `work` goes through from end to end, and how long they took together. */
async function plansOf(work: (tx: Tx) => Promise<unknown>): Promise<{ wholeTables: string[]; ms: number }> {
  return withShop(database.db, shopId, async (tx) => {
    const wholeTables: string[] = [];
    const started = performance.now();
    const explaining = new Proxy(tx, {
      get(target, name) {
        if (name !== "query") return Reflect.get(target, name) as unknown;
        return async (sql: string, values: unknown[]) => {
          const { rows } = await target.query<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, values);
          const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
          for (const table of TABLES) if (plan.includes(`Seq Scan on ${table} `)) wholeTables.push(table);
          return target.query(sql, values);
        };
      },
    });
    await work(explaining);
    return { wholeTables, ms: performance.now() - started };
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  shopId = await newShop(database.db, { timeZone: "UTC" });
  await withShop(database.db, shopId, async (tx) => {
    await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders: [PATTERN] }));
  });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  for (const table of TABLES) await owner.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  await fill(owner);
  await owner.end();
});
afterAll(() => database.drop());

describe("right after the first large fold, while nothing is known of the tables", () => {
  // Of each day 288 sessions, 28 or 29 of which buy; of two that buy one does so by the list's button.
  it("results of lists are found by their indexes", async () => {
    const { wholeTables, ms } = await plansOf(async (tx) => {
      const { all } = await readListResults(tx, shopId, RANGE);
      expect(all).toMatchObject({ adding: 8_640, assistedSales: 86_400 });
    });
    expect(wholeTables).toEqual([]);
    expect(ms).toBeLessThan(5_000);
  });

  it("sums of the lift are found by their indexes", async () => {
    const { wholeTables, ms } = await plansOf(async (tx) => {
      const { days, products } = await readLiftSums(tx, shopId, "salt", RANGE);
      expect([days, products.length]).toEqual([30, 1]);
    });
    expect(wholeTables).toEqual([]);
    expect(ms).toBeLessThan(5_000);
  });
});
