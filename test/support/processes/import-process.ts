// A worker process of its own that imports one shop, to be killed in the middle of it.
import { connectShopify } from "~/adapters/shopify/connect/connection.server";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { parseEnv } from "~/process/env.server";
import { importShop } from "~/features/ingest/import-shop.server";
import { createLog } from "~/process/log.server";

const [appUrl = "", shopId = ""] = process.argv.slice(2);
const env = parseEnv(process.env);
const log = createLog("silent");
const db = openDatabase(appUrl);
const shopify = connectShopify({
  db,
  apiKey: env.SHOPIFY_API_KEY,
  apiSecret: env.SHOPIFY_API_SECRET,
  tokenKeys: [Buffer.from(env.TOKEN_ENCRYPTION_KEY ?? "", "base64")],
  now: Date.now,
});
const context = { db, intake: db, events: db, queue: await openQueue(appUrl, log), env, log, shopify, now: Date.now };
await importShop(context, { shopId }, new AbortController().signal);
await context.queue.close();
await db.close();
