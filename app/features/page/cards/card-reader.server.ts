import { readMedianOrderValue } from "~/adapters/db/totals/order-values.server";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { ComparisonRange } from "~/domain/time/reporting-window";
import type { OpenPage } from "~/features/page/open-page.server";
import { readerOfRange } from "~/features/page/range/range-reader";
import type { RangeTotals } from "~/features/page/range/range-totals.server";
import { metricCard } from "./metric-card";
import type { NumberCard } from "./number-card";

/** The card of a metric, with its small trend where it has one. */
export type CardReader = (key: MetricKey, trend?: readonly (number | null)[]) => Promise<NumberCard>;

/** Reads cards of a page: each number of its range beside that of the range it is compared with. */
export function cardReader(page: OpenPage, totals: RangeTotals, before: RangeTotals | null): CardReader {
  const { tx, shopId, segment, whole, earlier, metricContext, reader } = page;
  const read = (key: MetricKey, range: ComparisonRange, known: RangeTotals): Promise<MetricValue> => {
    const ofRange = {
      ...readerOfRange(reader, range, known),
      medianOrderValue: () => readMedianOrderValue(tx, shopId, range, segment),
    };
    return readMetric(key, ofRange, range, metricContext);
  };
  return async (key, trend = []) => {
    const hasPast = METRICS[key].compared !== "nothing";
    return metricCard(key, {
      value: await read(key, whole, totals),
      previous: hasPast && earlier && before ? await read(key, earlier, before) : null,
      trend,
    });
  };
}
