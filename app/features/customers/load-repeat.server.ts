import {
  readFirstProducts,
  readFirstPurchaseTimes,
  readPurchaseCounts,
  readSecondPurchaseWaits,
} from "~/adapters/db/facts/first-purchases.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import {
  readBuyersIn,
  readCustomersIn,
  readLifetimeTotalsIn,
  readMatureCustomersIn,
} from "~/adapters/db/totals/segments.server";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { unavailable, type MetricValue, rateOf } from "~/domain/metrics/confidence/metric-value";
import { purchaseCountBands } from "~/domain/metrics/splits/purchase-counts";
import { repeatRate, repeatRateInWindow, repeatRateLifetime } from "~/domain/metrics/formulas/repeat-rate";
import { trailing365 } from "~/domain/time/trailing-year";
import { repurchaseRate } from "~/domain/metrics/formulas/repurchase-rate";
import { survivalCurve } from "~/domain/metrics/customers/survival";
import { daysToConversion, timeToFirstPurchase } from "~/domain/metrics/customers/time-to-first-purchase";
import {
  halfOfReturners,
  secondPurchaseTimesOf,
  timeToSecondPurchase,
} from "~/domain/metrics/customers/time-to-second-purchase";
import { REPURCHASE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import type { EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import { readRangeTotals } from "~/features/page/range/range-totals.server";
import { metricCard } from "~/features/page/cards/metric-card";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import type { FirstProductRow, RepeatView } from "./customers";

const LAST_CURVE_DAY = 365;
const MOST_PRODUCTS = 20;

/** Who comes back, and when, for the range and segment the address asks for. */
export function loadRepeat(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<RepeatView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, range, segment } = page;
    const isLimited = page.profile.isHistoryLimited;
    const known = (metric: MetricValue) => (isLimited ? unavailable(metric.unit, HISTORY_LIMITED) : metric);
    const waits = isLimited ? [] : await readSecondPurchaseWaits(tx, shopId, range, now, segment);
    const times = secondPurchaseTimesOf(waits);
    const firsts = await readFirstPurchaseTimes(tx, shopId, range, segment);
    const repurchase = [];
    for (const horizonDays of REPURCHASE_HORIZONS_DAYS) {
      const mature = await readMatureCustomersIn(tx, shopId, range, horizonDays, now, segment);
      repurchase.push({ horizonDays, rate: known(repurchaseRate(mature, horizonDays)) });
    }
    return {
      cards: await repeatCards(page, now, known),
      repurchase,
      purchasesPerCustomer: purchaseCountBands(isLimited ? [] : await readPurchaseCounts(tx, shopId, segment)),
      timeToFirstPurchase: forScreen("time_to_first_purchase", timeToFirstPurchase(firsts)),
      daysToConversion: daysToConversion(firsts),
      secondPurchase: {
        time: forScreen("time_to_second_purchase", known(timeToSecondPurchase(times))),
        isQuarter: times.median === null && times.quarter !== null,
        halfOfReturnersDays: halfOfReturners(waits),
        returners: waits.filter(({ isBack }) => isBack).length,
        curve: waits.length === 0 ? [] : survivalCurve(waits, LAST_CURVE_DAY),
      },
      firstProducts: isLimited ? [] : await firstProductRows(page),
    };
  });
}

async function repeatCards(
  { tx, shopId, range, earlier, whole, segment, profile }: OpenPage,
  now: EpochMs,
  known: (metric: MetricValue) => MetricValue,
): Promise<NumberCard[]> {
  const threshold = profile.definitions.abandonmentThresholdMinutes;
  const { customers, days } = await readRangeTotals(tx, shopId, whole, now, threshold, segment);
  const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, threshold, segment));
  const inRange = await readCustomersIn(tx, shopId, range, segment);
  // A part of a day keeps no customers one by one, so this rate is compared with whole days alone.
  const inEarlier = earlier?.until === null ? await readCustomersIn(tx, shopId, earlier, segment) : null;
  const trailing = await readBuyersIn(tx, shopId, trailing365(range), segment);
  const trailingBefore = earlier && (await readBuyersIn(tx, shopId, trailing365(earlier), segment));
  const lifetime = await readLifetimeTotalsIn(tx, shopId, segment);
  return [
    metricCard("repeat_rate", {
      value: repeatRate(customers),
      previous: before && repeatRate(before.customers),
      trend: days.map((day) => repeatRate(day).value),
    }),
    metricCard("repeat_rate_in_window", {
      value: repeatRateInWindow(inRange.repeaters, inRange),
      previous: inEarlier && repeatRateInWindow(inEarlier.repeaters, inEarlier),
    }),
    metricCard("repeat_rate_lifetime", { value: known(repeatRateLifetime(lifetime)), previous: null }),
    metricCard("repeat_rate_trailing_365", {
      value: repeatRate(trailing),
      previous: trailingBefore && repeatRate(trailingBefore),
    }),
  ];
}

async function firstProductRows({ tx, shopId, range, segment }: OpenPage): Promise<FirstProductRow[]> {
  const products = (await readFirstProducts(tx, shopId, range, segment)).slice(0, MOST_PRODUCTS);
  const titles = await readProductTitles(
    tx,
    shopId,
    products.map(({ productId }) => productId),
  );
  return products.map(({ productId, customers, repeaters }) => ({
    productId,
    title: titles.get(productId) ?? `Product ${productId}`,
    repeated: rateOf(repeaters, customers, "No customer began with this product in this range."),
  }));
}
