import { countOrders } from "~/adapters/db/totals/order-values.server";
import { knownShop } from "~/adapters/db/shop/shops.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { isMetricKey, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { parseListOrder } from "~/domain/metrics/explain/list-order";
import { parseReportingWindow, type ParsedWindow } from "~/domain/time/reporting-window";
import { parseSegment, type Segment } from "~/domain/orders/segment";
import { dayOf, endOfDay, isShopDay, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { pageNumber } from "~/features/page/page-number";
import type { ExplainRequest } from "./explain.server";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { wordsOf } from "~/words/words";

const say = wordsOf(EXPLAIN_TEXTS);

/** What an address asks for: the range as on every page, and a metric if it names one that can be explained. */
export interface ExplainAddress {
  readonly parsed: ParsedWindow;
  readonly segment: Segment;
  /** The day at whose end the number is to be known; null for now. */
  readonly asOfDay: ShopDay | null;
  /** One sentence when that day could not be used. */
  readonly asOfError: string | null;
  /** Null when the address names no such metric. */
  readonly request: ExplainRequest | null;
}

/** An earlier moment is folded from all orders of the shop: more would keep a reader waiting. */
const MOST_FOLDED_ORDERS = 200_000;

/** Reads `key`, the range, the segment, `as_of`, `page` and `sort` of an address. */
export async function readExplainAddress(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<ExplainAddress> {
  const directory = await knownShop(context.db, shopId);
  const { profile, orders } = await withShop(context.db, shopId, async (tx) => ({
    profile: await shopProfileOf(tx, shopId),
    orders: params.has("as_of") ? await countOrders(tx, shopId) : 0,
  }));
  const installedAt = directory.installedAt?.getTime() ?? null;
  const parsed = parseReportingWindow(params, { timeZone: profile.timeZone, now, installedAt });
  const key = params.get("key") ?? "";
  const { asOfDay, asOfError } = parseAsOf(params.get("as_of"), dayOf(now, profile.timeZone), orders, key);
  const { segment } = parseSegment(params);
  if (!isMetricKey(key)) return { parsed, segment, asOfDay, asOfError, request: null };
  return {
    parsed,
    segment,
    asOfDay,
    asOfError,
    request: {
      key,
      range: parsed.window.range,
      segment,
      ...(asOfDay !== null && { asOf: endOfDay(asOfDay, profile.timeZone) - 1 }),
      page: pageNumber(params),
      order: parseListOrder(params.get("sort")),
    },
  };
}

/** Today is now: the day is not over. */
function parseAsOf(
  text: string | null,
  today: ShopDay,
  orders: number,
  key: string,
): { readonly asOfDay: ShopDay | null; readonly asOfError: string | null } {
  if (text === null || text === "" || text === today) return { asOfDay: null, asOfError: null };
  const refused = (asOfError: string) => ({ asOfDay: null, asOfError });
  if (!isShopDay(text)) return refused(say("asOf.notADate", { text }));
  if (text > today) return refused(say("asOf.notOver"));
  // Its models would be fitted here, and other requests would wait for them.
  if (isMetricKey(key) && METRICS[key].isForecast) {
    return refused(say("asOf.forecast"));
  }
  if (orders > MOST_FOLDED_ORDERS) {
    return refused(say("asOf.tooManyOrders", { most: String(MOST_FOLDED_ORDERS) }));
  }
  return { asOfDay: text, asOfError: null };
}
