import { findShopByDomain } from "~/adapters/db/shops.server";
import { appContext } from "~/features/context.server";
import { shopReport } from "~/features/report/shop-report.server";
import { runCommand } from "./command-line";

await runCommand({
  help: `
Usage: npm run report -- --shop DOMAIN --from DAY --to DAY [--as-of TIME] [--json]

Prints every metric the shop qualifies for, over a range of days in the shop's time zone.

  --shop DOMAIN  the shop, such as example.myshopify.com; the ending may be left out
  --from DAY     first day, such as 2026-01-01
  --to DAY       last day, included
  --as-of TIME   what was known at that time, such as 2026-02-01T00:00:00Z or a day (default: now)
  --json         print JSON and nothing else (default: one metric a line)
`,
  options: {
    shop: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
  },
  async run({ shop, from, to, "as-of": asOf, json }) {
    if (!shop) throw new Error("--shop is missing: name the shop, such as example.myshopify.com.");
    if (!from || !to) throw new Error("--from and --to are missing: name the first and the last day of the report.");
    const context = await appContext();
    try {
      const domain = shop.includes(".") ? shop : `${shop}.myshopify.com`;
      const found = await findShopByDomain(context.db, domain);
      if (!found) throw new Error(`The app is not installed in ${domain}.`);
      const { metrics, tables } = await shopReport(context, found.id, { from, to, ...(asOf && { asOf }) });
      process.stdout.write(
        json
          ? `${JSON.stringify({ ...metrics, tables }, null, 1)}\n`
          : Object.entries(metrics)
              .map(
                ([key, { value, unavailableBecause }]) => `${key.padEnd(28)} ${value ?? `- ${unavailableBecause}`}\n`,
              )
              .join(""),
      );
    } finally {
      await context.close();
    }
  },
});
