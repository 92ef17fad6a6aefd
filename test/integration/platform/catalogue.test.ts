import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { lockShop } from "~/adapters/db/ledger/shop-rules.server";
import { withDirectory, withShop, withShopSnapshot, type Tx } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { writeShopProfile } from "../../support/database/shop-profile";

/** Tables that belong to no shop, and why they may. */
const SHARED_TABLES = [
  "_prisma_migrations",
  "session", // read before the shop is known
  "shop", // the directory that says which shop a domain is
];

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function names(query: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(query);
  return rows.map((row) => row.name);
}

const tenantTables = () =>
  names(`SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop_id'
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`);

describe("the schema", () => {
  it("gives every table a shop, but for the shared ones", async () => {
    const all = await names(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
    );
    expect(all.toSorted()).toEqual([...(await tenantTables()), ...SHARED_TABLES].toSorted());
  });

  it("secures every tenant table by row, from its owner too, for reading and writing alike", async () => {
    const secured = await names(`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity
        AND EXISTS (
          SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive
            AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)
            AND pg_get_expr(p.polqual, c.oid) LIKE '%shop_id = (NULLIF(current_setting(''app.shop_id''%')
        AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 1
      ORDER BY 1`);
    expect(secured).toEqual(await tenantTables());
  });

  it("lets the shop lead every primary, unique and foreign key of a tenant table", async () => {
    const misled = await names(`
      SELECT i.indexrelid::regclass::text AS name FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'shop_id'
        WHERE i.indisunique AND i.indrelid::regclass::text NOT LIKE 'pg_%' AND i.indkey[0] <> a.attnum
          AND (SELECT relnamespace FROM pg_class WHERE oid = i.indrelid) = 'public'::regnamespace
      UNION ALL
      SELECT k.conname FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'shop_id'
        WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conkey[1] <> a.attnum`);
    expect(misled).toEqual([]);
    const withoutKey = await names(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`);
    expect(withoutKey).toEqual([]);
  });

  it("numbers nothing by a sequence of its own", async () => {
    expect(await names("SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'")).toEqual([]);
  });
});

describe("the app's login", () => {
  it("is bound by row security and owns nothing", async () => {
    const { rows } = await database.db.pool.query<{ free: boolean; owned: string }>(`
      SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS free,
        (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned
      FROM pg_roles r WHERE rolname = current_user`);
    expect(rows).toEqual([{ free: false, owned: "0" }]);
  });

  it("cannot set row security aside", async () => {
    for (const statement of [
      "ALTER TABLE orders DISABLE ROW LEVEL SECURITY",
      "DROP POLICY shop_isolation ON orders",
      "TRUNCATE orders",
      "SET ROLE postgres",
      "UPDATE _prisma_migrations SET finished_at = now()",
      "CREATE TABLE public.mine (id int)",
    ]) {
      await expect(database.db.pool.query(statement), statement).rejects.toThrow(/must be owner|permission denied/);
    }
  });
});

describe("row security", () => {
  const bury = (shopId: string, orderId: number) =>
    [`INSERT INTO deleted_order (shop_id, order_id, deleted_at) VALUES ($1, $2, now())`, [shopId, orderId]] as const;

  it("shows every tenant table empty while no shop is named", async () => {
    await withShop(database.db, "41", (tx) => tx.query(bury("41", 1)[0], [...bury("41", 1)[1]]));
    for (const table of await tenantTables()) {
      const { rowCount } = await withDirectory(database.db, (tx) => tx.query(`SELECT FROM ${table} LIMIT 1`));
      expect(rowCount, table).toBe(0);
    }
  });

  it("shows a shop its own rows only and refuses rows in another's name", async () => {
    await withShop(database.db, "51", (tx) => tx.query(bury("51", 1)[0], [...bury("51", 1)[1]]));
    const count = (shopId: string) =>
      withShop(database.db, shopId, async (tx) => (await tx.query("SELECT FROM deleted_order")).rowCount);
    expect(await count("51")).toBe(1);
    expect(await count("52")).toBe(0);
    await expect(
      withShop(database.db, "52", (tx) => tx.query(bury("51", 2)[0], [...bury("51", 2)[1]])),
    ).rejects.toThrow(/row-level security/);
    await expect(
      withShop(database.db, "51", (tx) => tx.query("UPDATE deleted_order SET shop_id = 52")),
    ).rejects.toThrow(/row-level security/);
    const changed = await withShop(database.db, "52", (tx) => tx.query("DELETE FROM deleted_order"));
    expect(changed.rowCount).toBe(0);
  });

  it("forgets the shop with the transaction, on the same connection", async () => {
    const client = await database.db.pool.connect();
    try {
      await client.query("BEGIN; SET LOCAL app.shop_id TO '51'; COMMIT");
      expect((await client.query("SELECT FROM deleted_order")).rowCount).toBe(0);
    } finally {
      client.release();
    }
  });

  it("lets bulk rows in through a temporary table only", async () => {
    const row = "61\t7\t2026-01-01T00:00:00Z\n";
    await expect(
      withShop(database.db, "61", (tx) =>
        pipeline(Readable.from([row]), tx.client.query(copyFrom("COPY deleted_order FROM STDIN"))),
      ),
    ).rejects.toThrow(/COPY FROM not supported with row-level security/);
    const stored = await withShop(database.db, "61", async (tx) => {
      await tx.query("CREATE TEMP TABLE incoming (LIKE deleted_order) ON COMMIT DROP");
      await pipeline(Readable.from([row]), tx.client.query(copyFrom("COPY incoming FROM STDIN")));
      await tx.query("INSERT INTO deleted_order SELECT * FROM incoming");
      return tx.query<{ order_id: string }>("SELECT order_id FROM deleted_order");
    });
    expect(stored.rows).toEqual([{ order_id: "7" }]);
  });

  it("takes nothing but a number for a shop", async () => {
    for (const shopId of ["", "1'; RESET app.shop_id", "-1", "0", "abc", "1.5"]) {
      await expect(withShop(database.db, shopId, async () => {})).rejects.toThrow(RangeError);
    }
  });
});

describe("a transaction", () => {
  it("reads days as text, instants as dates, and large integers as text", async () => {
    const { rows } = await database.db.pool.query(
      "SELECT date '2026-03-29' AS day, ARRAY[date '2026-03-29'] AS days, timestamptz '2026-01-01T00:00:00Z' AS instant, 9007199254740993::bigint AS id",
    );
    expect(rows).toEqual([
      { day: "2026-03-29", days: ["2026-03-29"], instant: new Date("2026-01-01T00:00:00Z"), id: "9007199254740993" },
    ]);
  });

  it("W11: gives up on a server that does not answer, and goes on with another connection", async () => {
    const impatient = openDatabase(database.appUrl, { max: 1, queryTimeoutMs: 300 });
    try {
      const work = withShop(impatient, "72", (tx) => tx.query("SELECT pg_sleep(20)"));
      await expect(work).rejects.toThrow(DatabaseUnavailable);
      expect((await withShop(impatient, "72", (tx) => tx.query("SELECT 1"))).rowCount).toBe(1);
    } finally {
      await impatient.close();
    }
  });

  it("W11: waits for a lock or a statement so long and no longer, and the connection goes on", async () => {
    const bounds = { lockTimeoutMs: 100, statementTimeoutMs: 400 };
    const impatient = openDatabase(database.appUrl, { max: 1, bounds });
    try {
      const shop = "73";
      await withShop(database.db, shop, (tx) => writeShopProfile(tx, shop));
      await withShop(database.db, shop, async (tx) => {
        await lockShop(tx, shop);
        await expect(withShop(impatient, shop, (other) => lockShop(other, shop))).rejects.toThrow(
          "The database is not available at the moment (55P03).",
        );
      });
      await expect(withShop(impatient, shop, (tx) => tx.query("SELECT pg_sleep(20)"))).rejects.toThrow(
        "The database is not available at the moment (57014).",
      );
      expect(await withShop(impatient, shop, (tx) => lockShop(tx, shop))).toMatchObject({ dataVersion: 0 });
    } finally {
      await impatient.close();
    }
  });

  it("reads all of a snapshot of one moment, whatever is committed meanwhile", async () => {
    const shop = "74";
    await withShop(database.db, shop, (tx) => writeShopProfile(tx, shop));
    const count = (tx: Tx) => tx.query("SELECT FROM deleted_order").then(({ rowCount }) => rowCount);
    await withShopSnapshot(database.db, shop, async (tx) => {
      expect(await count(tx)).toBe(0);
      await withShop(database.db, shop, (other) =>
        other.query("INSERT INTO deleted_order (shop_id, order_id, deleted_at) VALUES ($1, 1, now())", [shop]),
      );
      expect(await count(tx)).toBe(0);
    });
    expect(await withShop(database.db, shop, count)).toBe(1);
  });

  it("says so when a statement failed unnoticed, for then nothing was kept", async () => {
    const work = withShop(database.db, "71", async (tx) => {
      await tx.query("SELECT 1/0").catch(() => {});
    });
    await expect(work).rejects.toThrow(/rolled back/);
  });
});
