import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { emptyRows } from "~/adapters/db/staging/staged-rows";
import { stageRows } from "~/adapters/db/staging/staging.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { BenchDatabase } from "./bench-database";
import { againstFloor, type Figure } from "./figure";
import { timed } from "./stopwatch";
import { syntheticOrder } from "./synthetic-order";
import { NOW, writeEmptyShop } from "./synthetic-shop";

const SHOP = "3";
const ORDERS_PER_CHUNK = 5_000;
const STAGING_TABLES = ["staged_order", "staged_line", "staged_agreement", "staged_sale"] as const;

/** Importing orders into an empty shop, from rows in memory to exact numbers, beside a plain COPY of the same rows. */
export async function importChainFigures(database: BenchDatabase, orders: number): Promise<Figure[]> {
  await writeEmptyShop(database, SHOP);
  const batchId = randomUUID();
  const staging = await timed(async () => {
    for (let first = 0; first < orders; first += ORDERS_PER_CHUNK) {
      const rows = emptyRows();
      for (let id = first + 1; id <= Math.min(first + ORDERS_PER_CHUNK, orders); id++) {
        const processedAt = new Date(NOW - (orders - id) * 600_000);
        const checkoutToken = id % 3 === 0 ? null : `token-${id}`;
        const customerId = String(1 + ((id * 7_919) % Math.ceil(orders / 2)));
        syntheticOrder(rows, { id, customerId, processedAt, updatedAt: processedAt, checkoutToken, refund: 0 });
      }
      await withShop(database.app, SHOP, (tx) =>
        stageRows(tx, SHOP, { id: batchId, chunk: first / ORDERS_PER_CHUNK }, rows),
      );
    }
  });
  const copied = await copyOfStaged(database);
  const applying = await timed(() => withShop(database.app, SHOP, (tx) => applyBatch(tx, SHOP, batchId)));
  return [againstFloor({ name: "import_chain", value: staging.ms + applying.ms, unit: "ms" }, copied, null)];
}

/** Milliseconds a plain COPY of all that is staged takes, into tables without an index. */
async function copyOfStaged({ owner }: BenchDatabase): Promise<number> {
  const client = await owner.pool.connect();
  try {
    let ms = 0;
    for (const table of STAGING_TABLES) {
      const text = Buffer.concat(await Readable.from(client.query(copyTo(`COPY ${table} TO STDOUT`))).toArray());
      await client.query(`CREATE TABLE plain_${table} (LIKE ${table})`);
      const copy = () => pipeline(Readable.from([text]), client.query(copyFrom(`COPY plain_${table} FROM STDIN`)));
      ms += (await timed(copy)).ms;
      await client.query(`DROP TABLE plain_${table}`);
    }
    return ms;
  } finally {
    client.release();
  }
}
