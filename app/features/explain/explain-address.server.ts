import { findShop } from "~/adapters/db/shops.server";
import { readShopProfile } from "~/adapters/db/rollups.server";
import { withShop } from "~/adapters/db/tenant.server";
import { parseListOrder } from "~/domain/metrics/explain/list-order";
import { parseReportingWindow, type ParsedWindow } from "~/domain/reporting-window";
import { parseSegment, type Segment } from "~/domain/segment";
import type { EpochMs } from "~/domain/shop-time";
import type { AppContext } from "../context.server";
import { isExplained, type ExplainRequest } from "./explain.server";

/** What an address asks for: the range as on every page, and a metric if it names one that can be explained. */
export interface ExplainAddress {
  readonly parsed: ParsedWindow;
  readonly segment: Segment;
  /** Null when the address names no such metric. */
  readonly request: ExplainRequest | null;
}

/** Reads `key`, the range, the segment, `page` and `sort` of an address. */
export async function readExplainAddress(
  { db }: Pick<AppContext, "db">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = Date.now(),
): Promise<ExplainAddress> {
  const directory = await findShop(db, shopId);
  const profile = await withShop(db, shopId, (tx) => readShopProfile(tx, shopId));
  if (!directory || !profile) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
  const installedAt = directory.installedAt?.getTime() ?? null;
  const parsed = parseReportingWindow(params, { timeZone: profile.timeZone, now, installedAt });
  const key = params.get("key") ?? "";
  const { segment } = parseSegment(params);
  if (!isExplained(key)) return { parsed, segment, request: null };
  return {
    parsed,
    segment,
    request: {
      key,
      range: parsed.window.range,
      segment,
      page: pageNumber(params.get("page")),
      order: parseListOrder(params.get("sort")),
    },
  };
}

function pageNumber(text: string | null): number {
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}
