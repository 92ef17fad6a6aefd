import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readShopifySessions } from "~/adapters/db/measurement/shopify-sessions.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { readPulse } from "~/adapters/db/shop/data-status.server";
import {
  countOrdersOfProducts,
  readSearches,
  readSessionDays,
  readViewedProducts,
  type SessionDay,
} from "~/adapters/db/totals/measured-lists.server";
import { readSessionsUntil } from "~/adapters/db/totals/part-of-day-visits.server";
import { REPORT_SCOPE } from "~/adapters/shopify/read/read-report.server";
import type { AppContext } from "~/context/context.server";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { funnelStages } from "~/domain/metrics/splits/funnel";
import { PRIOR_PURCHASES, sessionsWhere } from "~/domain/metrics/totals/measured-totals";
import { isKnownDay } from "~/domain/orders/known-checkouts";
import { daysIn, type ComparisonRange, type DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import { loadMeasuring } from "~/features/measurement/load-measuring.server";
import { earlierVisits, measuredCard } from "~/features/page/cards/measured-card.server";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import type { ConversionDay, ConversionView, ShopifySessionsView } from "./conversion";
import { conversionOf, splitRows } from "./session-rates";
import { rarelyAdded, viewedWhileSoldOut } from "./viewed-products";

const MOST_TERMS = 50;
/** What is looked through for products to show, and how many of each kind are shown. */
const MOST_PRODUCTS_READ = 5_000;
const MOST_PRODUCTS_SHOWN = 20;

type DayCount = Exclude<keyof SessionDay, "day">;

/** What shoppers did in the storefront, for the range the address asks for. */
export function loadConversion(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<ConversionView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, reader, whole, range, earlier, metricContext } = page;
    const sessions = await reader.sessions(range);
    const before = earlier && (await earlierVisits(page).sessions(earlier));
    const beforeOf = before === null || before.cut?.isUnknown ? null : before;
    const measured = (await readSessionDays(tx, shopId, range)).filter(({ day }) =>
      isKnownDay(day, metricContext.measuredFrom),
    );
    const daysBefore = earlier && beforeOf ? await comparedDays(page, earlier) : [];
    const perDay = (count: DayCount, of: DayCount = "sessions") =>
      measured.map((day) => (day[of] === 0 ? null : day[count] / day[of]));
    const measuring = await loadMeasuring(tx, shopId);
    const prior = await reader.priorPurchases(range);
    return {
      visitVersion: (await readPulse(tx, shopId))?.visitVersion ?? 0,
      newestEventAt: measuring.countedUpTo,
      measured: {
        switchedOnAt: measuring.since,
        from: metricContext.measuredFrom,
        cut: sessions.cut,
      },
      cards: [
        await measuredCard(page, "conversion_rate", perDay("completed")),
        await measuredCard(page, "conversion_rate_mobile", perDay("completedOnPhones", "onPhones")),
        await measuredCard(page, "add_to_cart_rate", perDay("cart")),
        await measuredCard(page, "reached_checkout_rate", perDay("checkout")),
      ],
      cardsBeneath: [
        await measuredCard(page, "search_conversion_rate"),
        await measuredCard(page, "search_zero_result_rate"),
        await measuredCard(page, "oos_hits"),
      ],
      coverage: await readMetric("pixel_coverage", reader, whole, metricContext),
      funnel: funnelStages(sessionsWhere(sessions), beforeOf && sessionsWhere(beforeOf)),
      days: measured,
      // The chart begins where sessions are known; of the comparison the days beside those that are shown.
      daysBefore: daysBefore.slice(daysIn(range) - measured.length, daysIn(range)),
      splits: {
        device: splitRows("device", sessions, beforeOf),
        source: splitRows("source", sessions, beforeOf),
        landing: splitRows("landing", sessions, beforeOf),
        visitor: splitRows("visitor", sessions, beforeOf),
      },
      searches: (await readSearches(tx, shopId, range, MOST_TERMS)).map((term) => ({
        ...term,
        conversion: conversionOf(term),
      })),
      ...(await readProducts(tx, shopId, range)),
      shopifySessions: await readShopifyView(page),
      priorPurchases: PRIOR_PURCHASES.map((purchases, index) => ({
        purchases,
        isLast: index === PRIOR_PURCHASES.length - 1,
        conversion: conversionOf(prior.groups[index] ?? { sessions: 0, completed: 0 }),
      })),
    };
  });
}

async function readShopifyView({ tx, shopId, range, profile }: OpenPage): Promise<ShopifySessionsView> {
  const told = (await readShopifySessions(tx, shopId, range)).map((own) => ({ ...own, conversion: conversionOf(own) }));
  return {
    isGranted: profile.grantedScopes.includes(REPORT_SCOPE),
    all: told.find(({ dimension }) => dimension === "all") ?? null,
    countries: told
      .filter(({ dimension }) => dimension === "country")
      .map(({ key, sessions, conversion }) => ({ country: key, sessions, conversion })),
  };
}

/** Every day of the earlier range, the last one as far as it is compared. */
async function comparedDays(page: OpenPage, earlier: ComparisonRange): Promise<ConversionDay[]> {
  const days = await readSessionDays(page.tx, page.shopId, earlier);
  if (earlier.until === null) return days;
  const lastDay = { from: earlier.to, to: earlier.to, until: earlier.until };
  const { sessions, completed } = sessionsWhere(await readSessionsUntil(page.tx, page.shopId, lastDay));
  return [...days.slice(0, -1), { day: earlier.to, sessions, completed }];
}

async function readProducts(
  tx: Tx,
  shopId: string,
  range: DayRange,
): Promise<Pick<ConversionView, "rarelyBought" | "usualAdded" | "soldOut">> {
  const viewed = await readViewedProducts(tx, shopId, range, MOST_PRODUCTS_READ);
  const { usual, rows } = rarelyAdded(viewed);
  const rarely = rows.slice(0, MOST_PRODUCTS_SHOWN);
  const soldOut = viewedWhileSoldOut(viewed).slice(0, MOST_PRODUCTS_SHOWN);
  const titles = await readProductTitles(
    tx,
    shopId,
    [...rarely, ...soldOut].map(({ productId }) => productId),
  );
  const orders = await countOrdersOfProducts(
    tx,
    shopId,
    range,
    rarely.map(({ productId }) => productId),
  );
  const titleOf = (productId: string) => titles.get(productId) ?? productId;
  return {
    rarelyBought: rarely.map(({ productId, added, missed }) => ({
      productId,
      title: titleOf(productId),
      added,
      missed,
      orders: orders.get(productId) ?? 0,
    })),
    usualAdded: usual,
    soldOut: soldOut.map(({ productId, soldOut: share }) => ({ productId, title: titleOf(productId), soldOut: share })),
  };
}
