import { rememberingTx } from "~/adapters/db/connect/remembering-tx.server";
import { withShopSnapshot, type Tx } from "~/adapters/db/connect/tenant.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { readPulse } from "~/adapters/db/shop/data-status.server";
import { shopProfileOf, type ShopProfile } from "~/adapters/db/shop/profile.server";
import { knownShop } from "~/adapters/db/shop/shops.server";
import { hasOrders } from "~/adapters/db/totals/order-values.server";
import { readSegmentChoices } from "~/adapters/db/totals/segment-choices.server";
import type { AppContext } from "~/context/context.server";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { parseSegment, type Segment } from "~/domain/orders/segment";
import {
  parseReportingWindow,
  type ComparisonRange,
  type DayRange,
  type ParsedWindow,
} from "~/domain/time/reporting-window";
import { addDays, dayOf, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { contextAsOf } from "~/features/totals/context-as-of";
import { totalsOfNow } from "~/features/totals/totals-of-now.server";
import { segmentWords } from "~/ui/format/segment-words";
import { PAGE_TEXTS } from "~/words/parts/page";
import { wordsOf } from "~/words/words";
import type { PageView, SegmentOptions, SegmentView } from "./page-view";

/** What a page reads its numbers with: one transaction that sees one moment, and what its address asks for. */
export interface OpenPage {
  readonly tx: Tx;
  readonly shopId: string;
  readonly profile: ShopProfile;
  readonly parsed: ParsedWindow;
  readonly range: DayRange;
  readonly earlier: ComparisonRange | null;
  readonly segment: Segment;
  /** As a comparison range, for `readRangeTotals`. */
  readonly whole: ComparisonRange;
  readonly metricContext: MetricContext;
  /** The totals of now, for the segment. */
  readonly reader: TotalsReader;
  readonly today: ShopDay;
  readonly installedAt: EpochMs | null;
}

/** The filter offers what orders of so many days came with. */
const CHOICE_DAYS = 90;

/**
 * Runs `load` for a page's address and adds what every page carries.
 *
 * @throws {Error} when the app has never read the shop.
 */
export async function openPage<Numbers>(
  context: Pick<AppContext, "db">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs,
  load: (page: OpenPage) => Promise<Numbers>,
): Promise<PageView & Numbers> {
  const directory = await knownShop(context.db, shopId);
  return withShopSnapshot(context.db, shopId, async (own) => {
    const tx = rememberingTx(own);
    // What a page groups and sorts then stays in memory on a shop with a million orders.
    await tx.query("SET LOCAL work_mem TO '64MB'");
    const profile = await shopProfileOf(tx, shopId);
    const { name, timeZone, currencyCode, isHistoryLimited } = profile;
    const installedAt = directory.installedAt?.getTime() ?? null;
    const parsed = parseReportingWindow(params, { timeZone, now, installedAt });
    const { range } = parsed.window;
    const { segment, errors } = parseSegment(params);
    const today = dayOf(now, timeZone);
    const metricContext = contextAsOf(profile, now);
    const numbers = await load({
      tx,
      shopId,
      profile,
      parsed,
      range,
      earlier: parsed.comparisonRange,
      segment,
      whole: { ...range, until: null },
      metricContext,
      reader: totalsOfNow(tx, shopId, profile, metricContext, segment),
      today,
      installedAt,
    });
    const pulse = await readPulse(tx, shopId);
    return {
      shop: { name, domain: directory.domain, currencyCode, timeZone, isHistoryLimited },
      window: {
        range,
        preset: parsed.preset,
        comparison: parsed.comparison,
        comparisonRange: parsed.comparisonRange,
        errors: parsed.errors,
      },
      asOf: now,
      newestEventAt: profile.newestEventAt,
      dataVersion: profile.dataVersion,
      visitVersion: null,
      pending: pulse?.pending ?? 0,
      isRebuilding: pulse?.isRebuilding ?? false,
      forecastRun: pulse?.forecastRun ?? null,
      hasOrders: await hasOrders(tx, shopId),
      segment: await segmentView(tx, shopId, segment, errors, today),
      ...numbers,
    };
  });
}

async function segmentView(
  tx: Tx,
  shopId: string,
  segment: Segment,
  errors: SegmentView["errors"],
  today: ShopDay,
): Promise<SegmentView> {
  const recent = { from: addDays(today, -CHOICE_DAYS), to: today };
  const choices = await readSegmentChoices(tx, shopId, recent);
  const { channel, country, firstProductId } = segment;
  const title =
    firstProductId === undefined
      ? undefined
      : (await readProductTitles(tx, shopId, [firstProductId])).get(firstProductId);
  const isListed = choices.firstProducts.some(({ productId }) => productId === firstProductId);
  const options: SegmentOptions = {
    channels: withChosen(choices.channels, channel),
    countries: withChosen(choices.countries, country),
    firstProducts:
      firstProductId === undefined || isListed
        ? choices.firstProducts
        : [
            ...choices.firstProducts,
            {
              productId: firstProductId,
              title: title ?? wordsOf(PAGE_TEXTS)("segment.productTitle", { id: firstProductId }),
            },
          ],
  };
  return { segment, words: segmentWords(segment, title), errors, options };
}

function withChosen(offered: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || offered.includes(chosen) ? offered : [...offered, chosen];
}
