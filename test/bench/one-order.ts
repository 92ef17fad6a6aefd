import { randomUUID } from "node:crypto";
import { applyBatch, rebuildShop } from "~/adapters/db/ledger/apply.server";
import { emptyRows, type StagedRows } from "~/adapters/db/staging/staged-rows";
import { stageRows } from "~/adapters/db/staging/staging.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readBaskets } from "~/adapters/db/recommendations/catalogue.server";
import type { BenchDatabase } from "./bench-database";
import { againstFloor, type Figure, reported } from "./figure";
import { median, timed } from "./stopwatch";
import { basketLogBuilder } from "~/domain/recommendations/basket-log";
import { fillShop, NOW, PRODUCTS } from "./synthetic-shop";
import { syntheticOrder } from "./synthetic-order";

const SHOP = "2";
const UPDATES = 60;

/** Bringing one changed order into the numbers of a shop, beside computing all of them again. */
export async function oneOrderFigures(database: BenchDatabase, orders: number): Promise<Figure[]> {
  const filled = await fillShop(database, SHOP, orders);
  const times: number[] = [];
  for (let update = 0; update < UPDATES; update++) {
    const rows = await refundedOrder(database, 1 + Math.floor((filled.orders / UPDATES) * update));
    const batchId = randomUUID();
    await withShop(database.app, SHOP, (tx) => stageRows(tx, SHOP, { id: batchId, chunk: 0 }, rows));
    times.push((await timed(() => withShop(database.app, SHOP, (tx) => applyBatch(tx, SHOP, batchId)))).ms);
  }
  const updated = await rollupsOf(database);
  const rebuild = await timed(() => withShop(database.app, SHOP, (tx) => rebuildShop(tx, SHOP)));
  if (updated !== (await rollupsOf(database))) {
    throw new Error("The rollups of the bench shop differ from a rebuild after single updates.");
  }
  times.sort((a, b) => a - b);
  const value = median(times);
  const reading = await timed(() => readAllBaskets(database));
  return [
    againstFloor({ name: "one_order_update", value, unit: "ms" }, rebuild.ms, 1_000),
    reported({ name: "basket_log_read", value: reading.ms, unit: "ms" }),
  ];
}

/** What a build of recommendations reads, however few products it ranks. */
async function readAllBaskets({ app }: BenchDatabase): Promise<void> {
  const builder = basketLogBuilder(PRODUCTS + 1);
  await withShop(app, SHOP, async (tx) => {
    for await (const { at, customerId, productIds } of readBaskets(tx, SHOP)) {
      builder.add({ at: at.getTime(), customer: Number(customerId), products: productIds.map(Number) });
    }
  });
  builder.build();
}

/** The next version of a stored order, with what its customer bought there given back in part. */
async function refundedOrder({ owner }: BenchDatabase, orderId: number): Promise<StagedRows> {
  const { rows } = await owner.pool.query<{ customer_id: string | null; processed_at: Date; checkout_token: string }>(
    "SELECT customer_id, processed_at, checkout_token FROM orders WHERE shop_id = $1 AND order_id = $2",
    [SHOP, orderId],
  );
  const [stored] = rows;
  if (!stored) throw new Error(`The bench shop has no order ${orderId}.`);
  const staged = emptyRows();
  syntheticOrder(staged, {
    id: orderId,
    customerId: stored.customer_id,
    processedAt: stored.processed_at,
    updatedAt: new Date(NOW),
    checkoutToken: stored.checkout_token,
    refund: 1_000,
  });
  return staged;
}

/** All cells that say something, as one hash. */
async function rollupsOf({ owner }: BenchDatabase): Promise<string> {
  const hashes: string[] = [];
  for (const [table, count] of [
    ["rollup_sales_day", "orders"],
    ["rollup_purchase_gap", "purchases"],
    ["rollup_acquisition", "customers"],
    ["rollup_cohort", "buyers"],
    ["rollup_customer_spread", "customers"],
    ["rollup_checkout_day", "completed + unfinished"],
  ]) {
    const { rows } = await owner.pool.query<{ hash: string }>(
      `SELECT md5(string_agg(r::text, '' ORDER BY r::text)) AS hash FROM ${table} r WHERE shop_id = $1 AND ${count} <> 0`,
      [SHOP],
    );
    hashes.push(rows[0]?.hash ?? "");
  }
  return hashes.join(" ");
}
