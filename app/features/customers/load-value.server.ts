import { readUnusualCustomers } from "~/adapters/db/forecast/customer-forecasts.server";
import { readCustomerQuality } from "~/adapters/db/facts/first-purchases.server";
import { readExpectedByFirstProduct } from "~/adapters/db/forecast/forecast-sums.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { readCustomerValues } from "~/adapters/db/totals/value-distributions.server";
import type { AppContext } from "~/context/context.server";
import { meansOfPart } from "~/domain/clv/expected-means";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import {
  QUALITY_HORIZON_DAYS,
  QUALITY_RECORD,
  leadingGroups,
  type QualityTrait,
} from "~/domain/metrics/splits/customer-quality";
import { valueDistribution } from "~/domain/metrics/splits/value-distribution";
import { trailingRange } from "~/domain/metrics/totals/headline-customers";
import { VALUE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import type { EpochMs } from "~/domain/time/shop-time";
import type { ReadyForecastView } from "~/features/forecast/forecast";
import { readForecastView } from "~/features/forecast/load-forecast.server";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { wordsOf } from "~/words/words";
import { monthsAhead } from "./address";
import type { ExpectedProduct, QualityRow, ValueView } from "./customers";

const say = wordsOf(CUSTOMER_TEXTS);

const MOST_ROWS = 12;
const MOST_UNUSUAL = 50;

/** What customers were worth, for the range and segment the address asks for. */
export function loadValue(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<ValueView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, range, segment, reader, metricContext } = page;
    const isLimited = page.profile.isHistoryLimited;
    const read = (key: MetricKey) => readMetric(key, reader, range, metricContext);
    const horizons = [];
    for (const horizonDays of VALUE_HORIZONS_DAYS) {
      horizons.push({
        horizonDays,
        acquired: await read(`clv_observed_${horizonDays}`),
        trailing: await read(`clv_observed_${horizonDays}_trailing`),
      });
    }
    const forecast = await readForecastView(tx, shopId, segment, now);
    return {
      forecast,
      unusual: forecast.state === "ready" ? await readUnusualCustomers(tx, shopId, forecast.version, MOST_UNUSUAL) : [],
      ahead: monthsAhead(params),
      expectedByProduct: forecast.state === "ready" ? await expectedByProduct(page, forecast) : [],
      horizons,
      toDate: await read("clv_to_date"),
      distribution: isLimited ? valueDistribution([]) : await readCustomerValues(tx, shopId, segment),
      orderValueTop10: forScreen("order_value_top10", await read("order_value_top10")),
      orderValueTop1: forScreen("order_value_top1", await read("order_value_top1")),
      quality: await quality(page, now),
    };
  });
}

async function expectedByProduct(
  { tx, shopId }: OpenPage,
  { version, summary }: ReadyForecastView,
): Promise<ExpectedProduct[]> {
  const products = await readExpectedByFirstProduct(tx, shopId, version, MOST_ROWS);
  const titles = await readProductTitles(
    tx,
    shopId,
    products.map(({ productId }) => productId),
  );
  return products.map(({ productId, ...sums }) => ({
    key: productId,
    title: productTitle(titles, productId),
    customers: sums.customers,
    months: meansOfPart(summary, sums),
    nextFromDay: null,
    nextToDay: null,
  }));
}

const productTitle = (titles: ReadonlyMap<string, string>, id: string) =>
  titles.get(id) ?? say("trait.product", { id });

async function quality(
  { tx, shopId, range, today, segment, profile, reader, metricContext }: OpenPage,
  now: EpochMs,
): Promise<ValueView["quality"]> {
  if (profile.isHistoryLimited) {
    return { acquired: range, isTrailing: false, bySource: [], byFirstProduct: [], byDiscount: [], byCountry: [] };
  }
  const mature = await reader.mature(range, QUALITY_HORIZON_DAYS);
  const isTrailing = mature.customers < FEW_DATA;
  const acquired = isTrailing ? trailingRange(today, QUALITY_HORIZON_DAYS) : range;
  const groups = await readCustomerQuality(tx, shopId, acquired, now, segment);
  const products = leadingGroups(groups, "first_product", MOST_ROWS);
  const titles = await readProductTitles(
    tx,
    shopId,
    products.flatMap(({ key }) => key ?? []),
  );
  const rows = (trait: QualityTrait, label: (key: string) => string) =>
    leadingGroups(groups, trait, MOST_ROWS).map((group): QualityRow => {
      const { key, isRest } = group;
      return {
        key,
        label: isRest ? say("trait.others") : key === null ? say("trait.unknown") : label(key),
        value: QUALITY_RECORD.formula(group, metricContext),
      };
    });
  return {
    acquired,
    isTrailing,
    bySource: rows("first_visit_source", (source) => source),
    byFirstProduct: rows("first_product", (productId) => productTitle(titles, productId)),
    byDiscount: rows("discount", (used) => say(used === "yes" ? "trait.withDiscount" : "trait.withoutDiscount")),
    byCountry: rows("country", (country) => country),
  };
}
