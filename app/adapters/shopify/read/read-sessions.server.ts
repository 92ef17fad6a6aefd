import { z } from "zod";
import { REPORT } from "~/adapters/shopify/queries/reports";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import type { ShopifyDimension, ShopifySessionDay } from "~/domain/measurement/shopify-sessions";
import type { DayRange } from "~/domain/time/reporting-window";

const COLUMNS: Readonly<Record<Exclude<ShopifyDimension, "all">, string>> = {
  device: "session_device_type",
  source: "referrer_source",
  country: "session_country",
};

const METRICS = [
  "sessions",
  "sessions_with_cart_additions",
  "sessions_that_reached_checkout",
  "sessions_that_completed_checkout",
] as const;

const cell = z.union([z.string(), z.number(), z.null()]).optional();
const rows = z.array(z.record(z.string(), cell));
const count = z.coerce.number().int().nonnegative();

/**
 * Sessions of people, which Shopify's table holds beside those of machines, on each day of a range.
 *
 * @throws {ShopifyError} when Shopify does not let us ask, or we do not understand the answer.
 */
export async function readShopifySessionDays(
  admin: AdminClient,
  dimension: ShopifyDimension,
  { from, to }: DayRange,
  signal?: AbortSignal,
): Promise<ShopifySessionDay[]> {
  const column = dimension === "all" ? null : COLUMNS[dimension];
  const query =
    `FROM sessions SHOW ${METRICS.join(", ")} WHERE human_or_bot_session = 'human'` +
    `${column === null ? "" : ` GROUP BY ${column}`} TIMESERIES day SINCE ${from} UNTIL ${to}`;
  const { shopifyqlQuery: answer } = await admin.query(REPORT, { query }, { signal });
  if (!answer?.tableData) {
    throw new ShopifyError("invalid", `Shopify refused a report: ${answer?.parseErrors.join("; ") || "no table"}`);
  }
  try {
    return rows.parse(answer.tableData.rows).map((row) => {
      const [sessions, withCart, reachedCheckout, completed] = METRICS.map((name) => count.parse(row[name] ?? 0));
      const day = z.string().parse(row.day).slice(0, 10);
      const key = column === null ? "" : String(row[column] ?? "");
      return {
        day,
        dimension,
        key,
        sessions: sessions ?? 0,
        withCart: withCart ?? 0,
        reachedCheckout: reachedCheckout ?? 0,
        completed: completed ?? 0,
      };
    });
  } catch (cause) {
    throw new ShopifyError("invalid", "Shopify's report of sessions holds what no count is.", { cause });
  }
}
