import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";

const TABLES = `
CREATE TABLE IF NOT EXISTS shop (id INTEGER PRIMARY KEY, domain TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counter (shop_id INTEGER, kind TEXT, next INTEGER NOT NULL, PRIMARY KEY (shop_id, kind)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS product (
  shop_id INTEGER, id INTEGER, handle TEXT NOT NULL, status TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (shop_id, id));
CREATE UNIQUE INDEX IF NOT EXISTS product_handle ON product (shop_id, handle);
CREATE TABLE IF NOT EXISTS variant (
  shop_id INTEGER, id INTEGER, product_id INTEGER NOT NULL, position INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop_id, id));
CREATE INDEX IF NOT EXISTS variant_product ON variant (shop_id, product_id, position);

CREATE TABLE IF NOT EXISTS customer (
  shop_id INTEGER, id INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, tags TEXT NOT NULL,
  PRIMARY KEY (shop_id, id)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS "order" (
  shop_id INTEGER, id INTEGER, name TEXT NOT NULL, customer_id INTEGER, processed_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, cancelled_at INTEGER, is_test INTEGER NOT NULL, checkout_token TEXT, cart_token TEXT, doc TEXT NOT NULL,
  PRIMARY KEY (shop_id, id));
CREATE INDEX IF NOT EXISTS order_updated ON "order" (shop_id, updated_at, id);
CREATE INDEX IF NOT EXISTS order_processed ON "order" (shop_id, processed_at, id);
CREATE INDEX IF NOT EXISTS order_customer ON "order" (shop_id, customer_id);
CREATE INDEX IF NOT EXISTS order_checkout ON "order" (shop_id, checkout_token) WHERE checkout_token IS NOT NULL;

CREATE TABLE IF NOT EXISTS refund (
  shop_id INTEGER, id INTEGER, order_id INTEGER NOT NULL, PRIMARY KEY (shop_id, id)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS checkout (
  shop_id INTEGER, id INTEGER, token TEXT NOT NULL, customer_id INTEGER, has_contact INTEGER NOT NULL, was_idle INTEGER NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, completed_at INTEGER, doc TEXT NOT NULL, PRIMARY KEY (shop_id, id));
CREATE UNIQUE INDEX IF NOT EXISTS checkout_token ON checkout (shop_id, token);
CREATE INDEX IF NOT EXISTS checkout_updated ON checkout (shop_id, updated_at, id);

CREATE TABLE IF NOT EXISTS metafield (
  shop_id INTEGER, id INTEGER, owner_gid TEXT NOT NULL, namespace TEXT NOT NULL, key TEXT NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (shop_id, id));
CREATE UNIQUE INDEX IF NOT EXISTS metafield_identity ON metafield (shop_id, owner_gid, namespace, key);
CREATE INDEX IF NOT EXISTS metafield_owner ON metafield (shop_id, owner_gid, id);

CREATE TABLE IF NOT EXISTS metafield_definition (
  shop_id INTEGER, owner_type TEXT, key TEXT, doc TEXT NOT NULL, PRIMARY KEY (shop_id, owner_type, key)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS block_settings (
  shop_id INTEGER, block TEXT, doc TEXT NOT NULL, PRIMARY KEY (shop_id, block)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS web_pixel (shop_id INTEGER PRIMARY KEY, id INTEGER NOT NULL, settings TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS access_token (
  token TEXT PRIMARY KEY, shop_id INTEGER NOT NULL, is_online INTEGER NOT NULL, scopes TEXT NOT NULL, expires_at INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refresh_token (
  token TEXT PRIMARY KEY, shop_id INTEGER NOT NULL, expires_at INTEGER NOT NULL, replaced_at INTEGER, replaces TEXT) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bulk_operation (shop_id INTEGER, id INTEGER, created_at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop_id, id));

CREATE TABLE IF NOT EXISTS delivery (
  id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL, topic TEXT NOT NULL, webhook_id TEXT NOT NULL, event_id TEXT NOT NULL, uri TEXT NOT NULL,
  triggered_at INTEGER NOT NULL, body TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL, answer TEXT);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due_at) WHERE status = 'pending';
`;

export type Row = Record<string, SQLInputValue>;

export interface Database {
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All of `work` or nothing; inside another transaction it is part of that one. `work` must not wait. */
  transaction<T>(work: () => T): T;
  /** Called when the outermost transaction has failed: whatever was remembered from inside it is void. */
  onRollback(forget: () => void): void;
  close(): void;
}

/** @param file - a path, or ":memory:". */
export function openDatabase(file: string): Database {
  const sqlite = new DatabaseSync(file);
  // A simulated shop may be lost with the machine, not with the process: no waiting for the disk.
  sqlite.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
  );
  sqlite.exec(TABLES);
  const statements = new Map<string, StatementSync>();
  const rollbackListeners: (() => void)[] = [];
  let depth = 0;

  function prepared(sql: string): StatementSync {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = sqlite.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  return {
    get: (sql, ...values) => prepared(sql).get(...values) as Row | undefined,
    all: (sql, ...values) => prepared(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    transaction(work) {
      if (depth > 0) return work();
      sqlite.exec("BEGIN IMMEDIATE");
      depth = 1;
      try {
        const result = work();
        sqlite.exec("COMMIT");
        return result;
      } catch (error) {
        sqlite.exec("ROLLBACK");
        for (const forget of rollbackListeners) forget();
        throw error;
      } finally {
        depth = 0;
      }
    },
    onRollback(forget) {
      rollbackListeners.push(forget);
    },
    close() {
      statements.clear();
      sqlite.close();
    },
  };
}
