import { readHoldOutDraw } from "~/adapters/db/recommendations/hold-outs.server";
import { readLiftSums } from "~/adapters/db/recommendations/lift-sums.server";
import { type ListResult, readListResults } from "~/adapters/db/recommendations/list-results.server";
import { readMeasuredSince } from "~/adapters/db/shop/measured-from.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { moneyOf, ratioFrom, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { ofMeasuredDays } from "~/domain/metrics/records/measured-days";
import { formatDecimal } from "~/domain/money";
import { cutOf } from "~/domain/orders/known-checkouts";
import { measuredLift } from "~/domain/recommendations/lift/measured-lift";
import type { DayRange } from "~/domain/time/reporting-window";
import { reportedMetric, type ReportedMetric, type ReportStamp } from "./reported-metric";

/** What recommendations brought, by the names of the definitions; beside the catalogue, as no page compares or explains it. */
export type RecommendationKey = "rec_attributed_sales" | "rec_lift";

/** What each list brought in each place. */
export interface ReportedList extends Omit<ListResult, "assistedSales"> {
  readonly assistedSales: string;
}

export interface RecommendationValues {
  readonly values: Readonly<Record<RecommendationKey, MetricValue>>;
  readonly lists: readonly ListResult[];
}

/** What recommendations brought as far as is known now. */
export async function readRecommendationValues(tx: Tx, shopId: string, range: DayRange): Promise<RecommendationValues> {
  const lists = await readListResults(tx, shopId, range);
  const cut = cutOf(range, (await readMeasuredSince(tx, shopId)).measuredFrom);
  const assisted = lists.reduce((sum, { assistedSales }) => sum + assistedSales, 0);
  const clicking = lists.reduce((sum, list) => sum + list.clicking, 0);
  return {
    lists,
    values: {
      rec_attributed_sales: ofMeasuredDays({ cut }, moneyOf(assisted, clicking)),
      rec_lift: await readLift(tx, shopId, range),
    },
  };
}

async function readLift(tx: Tx, shopId: string, range: DayRange): Promise<MetricValue> {
  const draw = await readHoldOutDraw(tx, shopId);
  if (draw === null) return unavailable("rate", because("nothingHeldOut"));
  const { products } = await readLiftSums(tx, shopId, draw.salt, range);
  const lift = measuredLift(products);
  if (lift === null) return unavailable("rate", because("heldOutWithoutSales"));
  return { ...ratioFrom(lift.lift, lift.heldOut.sessions), unit: "rate", interval: lift.interval };
}

/** The same of an earlier moment: which list an order's line came from is known of now alone. */
export function ofEarlierMoment({ values }: RecommendationValues): RecommendationValues {
  // What has no value now had none before, for the same reason.
  const earlier = (value: MetricValue) =>
    value.value === null ? value : unavailable(value.unit, because("recommendationsOfNow"));
  return {
    lists: [],
    values: { rec_attributed_sales: earlier(values.rec_attributed_sales), rec_lift: earlier(values.rec_lift) },
  };
}

export function reportedRecommendations(
  { values }: RecommendationValues,
  stamp: ReportStamp,
): Record<RecommendationKey, ReportedMetric> {
  return {
    rec_attributed_sales: reportedMetric(
      values.rec_attributed_sales,
      { unit: "money", numerator: "money", denominator: "count" },
      stamp,
    ),
    rec_lift: reportedMetric(values.rec_lift, { unit: "rate", numerator: "count", denominator: "count" }, stamp),
  };
}

export function reportedLists({ lists }: RecommendationValues, currencyCode: string): ReportedList[] {
  return lists.map((list) => ({ ...list, assistedSales: formatDecimal(list.assistedSales, currencyCode) }));
}
