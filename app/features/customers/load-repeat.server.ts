import {
  readFirstProducts,
  readPurchaseCounts,
  readSecondPurchaseWaits,
} from "~/adapters/db/facts/first-purchases.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import type { AppContext } from "~/context/context.server";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { rateOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { survivalCurve } from "~/domain/metrics/customers/survival";
import { daysToConversion } from "~/domain/metrics/customers/time-to-first-purchase";
import { halfOfReturners, secondPurchaseTimesOf } from "~/domain/metrics/customers/time-to-second-purchase";
import { REPEAT_RECORDS } from "~/domain/metrics/records/repeat";
import { purchaseCountBands } from "~/domain/metrics/splits/purchase-counts";
import { REPURCHASE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import type { EpochMs } from "~/domain/time/shop-time";
import { cardReader } from "~/features/page/cards/card-reader.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { readRangeTotals } from "~/features/page/range/range-totals.server";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { wordsOf } from "~/words/words";
import type { FirstProductRow, RepeatView } from "./customers";

const say = wordsOf(CUSTOMER_TEXTS);

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
    const { tx, range, segment, reader, metricContext } = page;
    const isLimited = page.profile.isHistoryLimited;
    const read = (key: MetricKey) => readMetric(key, reader, range, metricContext);
    const waits = isLimited ? [] : await readSecondPurchaseWaits(tx, shopId, range, now, segment);
    const times = secondPurchaseTimesOf(waits);
    const repurchase = [];
    for (const horizonDays of REPURCHASE_HORIZONS_DAYS) {
      repurchase.push({ horizonDays, rate: await read(`repurchase_rate_${horizonDays}d`) });
    }
    return {
      cards: await repeatCards(page, now),
      repurchase,
      purchasesPerCustomer: purchaseCountBands(isLimited ? [] : await readPurchaseCounts(tx, shopId, segment)),
      timeToFirstPurchase: forScreen("time_to_first_purchase", await read("time_to_first_purchase")),
      // A median too, withheld by the rule of the metric it stands beside.
      daysToConversion: forScreen("time_to_first_purchase", daysToConversion(await reader.firstPurchases(range))),
      secondPurchase: {
        time: forScreen("time_to_second_purchase", await read("time_to_second_purchase")),
        isQuarter: times.median === null && times.quarter !== null,
        halfOfReturnersDays: halfOfReturners(waits),
        returners: waits.filter(({ isBack }) => isBack).length,
        curve: waits.length === 0 ? [] : survivalCurve(waits, LAST_CURVE_DAY),
      },
      firstProducts: isLimited ? [] : await firstProductRows(page),
    };
  });
}

async function repeatCards(page: OpenPage, now: EpochMs): Promise<NumberCard[]> {
  const { tx, shopId, earlier, whole, segment, profile, metricContext } = page;
  const threshold = profile.definitions.abandonmentThresholdMinutes;
  const totals = await readRangeTotals(tx, shopId, whole, now, threshold, segment);
  const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, threshold, segment));
  const card = cardReader(page, totals, before);
  // A part of a day keeps no customers one by one, so this rate is compared with whole days alone.
  const inWindow = earlier?.until === null ? card : cardReader(page, totals, null);
  const daily = totals.days.map((day) => REPEAT_RECORDS.repeat_rate.formula(day, metricContext).value);
  return [
    await card("repeat_rate", daily),
    await inWindow("repeat_rate_in_window"),
    await card("repeat_rate_lifetime"),
    await card("repeat_rate_trailing_365"),
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
    title: titles.get(productId) ?? say("trait.product", { id: productId }),
    repeated: rateOf(repeaters, customers, because("noCustomersOfProduct")),
  }));
}
