import { z } from "zod";
import type { TheirNumber } from "~/domain/reconciliation/reconciliation";
import { currencyExponent } from "~/domain/money";
import type { DayRange } from "~/domain/time/reporting-window";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { gidTail, instant } from "~/adapters/shopify/translate/fields";
import { ORDER_VERSIONS, REPORT } from "~/adapters/shopify/queries/reports";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";

/** What a merchant grants so that the app may ask for Shopify's own reports. */
export const REPORT_SCOPE = "read_reports";

/** Every value of a report is text, whatever its column; an empty one is null or an empty text. */
const reportRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).min(1);

/**
 * One row of a report of Shopify's over a range of days: each metric by its name, money in minor units. A metric
 * without a value is null.
 *
 * @throws {ShopifyError} when Shopify does not understand the query, or we do not understand the answer.
 */
export async function readReport<Name extends string>(
  admin: AdminClient,
  schema: "sales" | "sessions",
  metrics: readonly Name[],
  { from, to }: DayRange,
  currencyCode: string,
  signal?: AbortSignal,
): Promise<Record<Name, TheirNumber | null>> {
  const query = `FROM ${schema} SHOW ${metrics.join(", ")} SINCE ${from} UNTIL ${to}`;
  const { shopifyqlQuery: answer } = await admin.query(REPORT, { query }, { signal });
  if (!answer?.tableData) {
    throw new ShopifyError("invalid", `Shopify refused a report: ${answer?.parseErrors.join("; ") || "no table"}`);
  }
  const rows = reportRows.safeParse(answer.tableData.rows);
  const [row] = rows.success ? rows.data : [];
  if (!row) throw new ShopifyError("invalid", "Shopify's report came back without a row.");
  const types = new Map(answer.tableData.columns.map(({ name, dataType }) => [name, dataType]));
  const exponent = currencyExponent(currencyCode);
  return Object.fromEntries(
    metrics.map((name) => [name, numberOf(row[name], types.get(name) === "MONEY" ? exponent : 0)]),
  ) as Record<Name, TheirNumber | null>;
}

/** A decimal as printed, moved by `exponent` decimals; null when there is none. */
export function numberOf(printed: string | number | null | undefined, exponent: number): TheirNumber | null {
  const text = String(printed ?? "").trim();
  if (text === "") return null;
  const parts = /^-?\d+(?:\.(\d+))?$/.exec(text);
  if (!parts)
    throw new ShopifyError("invalid", `Shopify's report holds "${text.slice(0, 40)}" where a number belongs.`);
  const decimals = parts[1]?.length ?? 0;
  const scale = 10 ** exponent;
  const value = Number(text) * scale;
  return {
    // A whole number of minor units is exact; a mean or a rate is as printed.
    value: decimals <= exponent ? Math.round(value) : value,
    rounding: decimals === 0 && exponent === 0 ? 0 : (0.5 * scale) / 10 ** decimals,
  };
}

/** Ids of orders and when each was last changed; incomplete when there are more than `limit`. */
export async function readOrderVersions(
  admin: AdminClient,
  query: string,
  limit: number,
  signal?: AbortSignal,
): Promise<{ versions: Map<string, Date>; isComplete: boolean }> {
  const versions = new Map<string, Date>();
  let after: string | null | undefined = null;
  for (;;) {
    type Page = {
      orders: {
        nodes: { id: string; updatedAt: string }[];
        pageInfo: { hasNextPage: boolean; endCursor?: string | null };
      };
    };
    const { orders }: Page = await admin.query(ORDER_VERSIONS, { query, after }, { signal });
    for (const { id, updatedAt } of orders.nodes) {
      const orderId = gidTail(id);
      if (orderId !== null) versions.set(orderId, instant.parse(updatedAt));
    }
    if (!orders.pageInfo.hasNextPage) return { versions, isComplete: true };
    if (versions.size >= limit) return { versions, isComplete: false };
    after = orders.pageInfo.endCursor;
  }
}
