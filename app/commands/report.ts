import { resolve } from "node:path";
import { openDatabase, type Database } from "~/adapters/db/connect/client.server";
import { hasEmbeddedDatabase } from "~/embedded-postgres/data-folder.server";
import { checkDatabase, databaseAheadMs, provideDatabase, type DatabaseEnv } from "~/context/provide-database.server";
import type { OrdersNotRead } from "~/adapters/db/inbox/unreadable-orders.server";
import { findShopByDomain } from "~/adapters/db/shop/shops.server";
import { serverEnv } from "~/process/env.server";
import { shopReport } from "~/features/report/shop-report.server";
import { runCommand } from "./command-line";

await runCommand({
  help: `
Usage: npm run report -- --shop DOMAIN --from DAY --to DAY [--as-of TIME] [--data-dir DIR] [--json]

Prints every metric the shop qualifies for, over a range of days in the shop's time zone.

  --shop DOMAIN   the shop, such as example.myshopify.com; the ending may be left out
  --from DAY      first day, such as 2026-01-01
  --to DAY        last day, included
  --as-of TIME    what was known at that time, such as 2026-02-01T00:00:00Z or a day (default: now)
  --data-dir DIR  where the embedded database lies (default: COMEBACK_DATA_DIR, or .comeback; without DATABASE_URL)
  --json          print JSON and nothing else (default: one metric a line)
`,
  options: {
    shop: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    "as-of": { type: "string" },
    "data-dir": { type: "string" },
    json: { type: "boolean", default: false },
  },
  async run({ shop, from, to, "as-of": asOf, "data-dir": dataDir, json }) {
    if (!shop) throw new Error("--shop is missing: name the shop, such as example.myshopify.com.");
    if (!from || !to) throw new Error("--from and --to are missing: name the first and the last day of the report.");
    await withDatabase(dataDir, async (db, aheadMs) => {
      const domain = shop.includes(".") ? shop : `${shop}.myshopify.com`;
      const found = await findShopByDomain(db, domain);
      if (!found) throw new Error(`The app is not installed in ${domain}.`);
      const { metrics, tables } = await shopReport({ db, now: () => Date.now() + aheadMs }, found.id, {
        from,
        to,
        ...(asOf && { asOf }),
      });
      process.stdout.write(
        json
          ? `${JSON.stringify({ ...metrics, tables }, null, 1)}\n`
          : Object.entries(metrics)
              .map(
                ([key, { value, unavailableBecause }]) => `${key.padEnd(28)} ${value ?? `- ${unavailableBecause}`}\n`,
              )
              .join("") + ordersNotReadText(tables.ordersNotRead),
      );
    });
  },
});

/** Says which orders the numbers above lack; nothing when they lack none. */
function ordersNotReadText({ missing, stale }: OrdersNotRead): string {
  if (missing + stale === 0) return "";
  return `\nOrders that could not be read: ${missing} missing, ${stale} in an older version; see Settings, Data.\n`;
}

/** Opens the database the settings name, or the embedded one of a folder; never makes one. Its clock is the report's. */
async function withDatabase(
  dataDir: string | undefined,
  work: (db: Database, aheadMs: number) => Promise<void>,
): Promise<void> {
  const settings = serverEnv();
  const env: DatabaseEnv =
    dataDir === undefined ? settings : { COMEBACK_DATA_DIR: dataDir, COMEBACK_EMBEDDED_DATABASE: true };
  if (!env.DATABASE_URL && !env.MIGRATION_DATABASE_URL && !hasEmbeddedDatabase(env.COMEBACK_DATA_DIR)) {
    throw new Error(
      `There is no database in ${resolve(env.COMEBACK_DATA_DIR)}; name its folder with --data-dir or set DATABASE_URL.`,
    );
  }
  const provided = await provideDatabase(env);
  try {
    await checkDatabase(provided.appUrl);
    const db = openDatabase(provided.appUrl, { max: 1 });
    await work(db, await databaseAheadMs(provided.appUrl)).finally(() => db.close());
  } finally {
    await provided.stop();
  }
}
