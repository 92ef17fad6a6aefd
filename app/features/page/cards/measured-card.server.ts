import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { DayRange } from "~/domain/time/reporting-window";
import type { OpenPage } from "~/features/page/open-page.server";
import { metricCard } from "./metric-card";
import type { NumberCard } from "./number-card";

/**
 * The earlier range that sessions are compared with. A day that is still running has no equal among whole days, so
 * nothing is compared with it.
 */
export function earlierSessions({ earlier }: Pick<OpenPage, "earlier">): DayRange | null {
  return earlier !== null && earlier.until === null ? earlier : null;
}

/** The card of a number that is measured in the storefront. */
export async function measuredCard(
  page: OpenPage,
  key: MetricKey,
  trend: readonly (number | null)[] = [],
): Promise<NumberCard> {
  const { reader, whole, metricContext } = page;
  const past = earlierSessions(page);
  return metricCard(key, {
    value: await readMetric(key, reader, whole, metricContext),
    previous: past && (await readMetric(key, reader, past, metricContext)),
    trend,
  });
}
