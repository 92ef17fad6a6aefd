import { readCartsUntil, readSessionsUntil } from "~/adapters/db/totals/part-of-day-visits.server";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import type { OpenPage } from "~/features/page/open-page.server";
import { metricCard } from "./metric-card";
import type { NumberCard } from "./number-card";

/** Reads what was measured in the earlier range of a page, which may end within a day. */
export function earlierVisits({
  tx,
  shopId,
  reader,
  earlier,
  metricContext,
}: OpenPage): Pick<TotalsReader, "sessions" | "carts"> {
  if (earlier === null || earlier.until === null) return reader;
  const range = { ...earlier, until: earlier.until };
  return {
    sessions: () => readSessionsUntil(tx, shopId, range),
    carts: () => readCartsUntil(tx, shopId, range, metricContext.asOf),
  };
}

/** The card of a number that is measured in the storefront. */
export async function measuredCard(
  page: OpenPage,
  key: MetricKey,
  trend: readonly (number | null)[] = [],
): Promise<NumberCard> {
  const { reader, whole, earlier, metricContext } = page;
  return metricCard(key, {
    value: await readMetric(key, reader, whole, metricContext),
    previous: earlier && (await readMetric(key, { ...reader, ...earlierVisits(page) }, earlier, metricContext)),
    trend,
  });
}
