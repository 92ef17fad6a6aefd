import { readCustomerQuality } from "~/adapters/db/facts/first-purchases.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { readLifetimeTotalsIn, readMatureCustomersIn } from "~/adapters/db/totals/segments.server";
import { readTopCustomers } from "~/adapters/db/totals/top-customers.server";
import { readCustomerValues } from "~/adapters/db/totals/value-distributions.server";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import {
  QUALITY_HORIZON_DAYS,
  leadingGroups,
  type QualityGroup,
  type QualityTrait,
} from "~/domain/metrics/splits/customer-quality";
import {
  customerValueToDate,
  observedCustomerValue,
  trailingCustomerValue,
  trailingRange,
} from "~/domain/metrics/formulas/customer-value";
import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { topCustomers, topOrderValue } from "~/domain/metrics/customers/top-customers";
import { VALUE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import { valueDistribution } from "~/domain/metrics/splits/value-distribution";
import type { EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { monthsAhead } from "./address";
import { readForecastView } from "../forecast/load-forecast.server";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import type { QualityRow, ValueView } from "./customers";

const MOST_ROWS = 12;
const NOBODY = topCustomers([], 0.1);

/** What customers were worth, for the range and segment the address asks for. */
export function loadValue(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<ValueView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, range, segment, today } = page;
    const isLimited = page.profile.isHistoryLimited;
    const known = (metric: MetricValue) => (isLimited ? unavailable(metric.unit, HISTORY_LIMITED) : metric);
    const horizons = [];
    for (const horizonDays of VALUE_HORIZONS_DAYS) {
      const acquired = await readMatureCustomersIn(tx, shopId, range, horizonDays, now, segment);
      const lastYear = trailingRange(today, horizonDays);
      const trailing = await readMatureCustomersIn(tx, shopId, lastYear, horizonDays, now, segment);
      horizons.push({
        horizonDays,
        acquired: known(observedCustomerValue(acquired, horizonDays)),
        trailing: known(trailingCustomerValue(trailing, horizonDays)),
      });
    }
    const [topTenth = NOBODY, topHundredth = NOBODY] = isLimited
      ? []
      : await readTopCustomers(tx, shopId, [0.1, 0.01], segment);
    return {
      forecast: await readForecastView(tx, shopId, segment, now),
      ahead: monthsAhead(params),
      horizons,
      toDate: known(customerValueToDate(await readLifetimeTotalsIn(tx, shopId, segment))),
      distribution: isLimited ? valueDistribution([]) : await readCustomerValues(tx, shopId, segment),
      orderValueTop10: forScreen("order_value_top10", known(topOrderValue(topTenth))),
      orderValueTop1: forScreen("order_value_top1", known(topOrderValue(topHundredth))),
      quality: await quality(page, now),
    };
  });
}

async function quality(
  { tx, shopId, range, today, segment, profile }: OpenPage,
  now: EpochMs,
): Promise<ValueView["quality"]> {
  if (profile.isHistoryLimited) {
    return { acquired: range, isTrailing: false, bySource: [], byFirstProduct: [], byDiscount: [], byCountry: [] };
  }
  const mature = await readMatureCustomersIn(tx, shopId, range, QUALITY_HORIZON_DAYS, now, segment);
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
    leadingGroups(groups, trait, MOST_ROWS).map((group) => qualityRow(group, label));
  return {
    acquired,
    isTrailing,
    bySource: rows("first_visit_source", (source) => source),
    byFirstProduct: rows("first_product", (productId) => titles.get(productId) ?? `Product ${productId}`),
    byDiscount: rows("discount", (used) => (used === "yes" ? "With a discount" : "Without a discount")),
    byCountry: rows("country", (country) => country),
  };
}

function qualityRow(group: QualityGroup & { readonly isRest: boolean }, labelOf: (key: string) => string): QualityRow {
  const { key, isRest } = group;
  const label = isRest ? "All others" : key === null ? "Unknown" : labelOf(key);
  return { key, label, value: observedCustomerValue(group, QUALITY_HORIZON_DAYS) };
}
