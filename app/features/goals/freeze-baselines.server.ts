import { readBaselines, writeBaseline } from "~/adapters/db/shop/goals.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { readInstallTime } from "~/adapters/db/shop/shops.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { BASELINE_METRICS } from "~/domain/goals/reference-goals";
import { readBaselineMetric } from "./goal-metrics.server";
import { sayReason } from "~/words/records/reasons";

/**
 * Keeps what the metrics of relative goals were when the app was installed. It is done once, when the first import is
 * complete: what stands is never replaced, whatever is imported, changed or refunded later.
 */
export async function freezeBaselines(tx: Tx, shopId: string): Promise<void> {
  if ((await readBaselines(tx, shopId)).length > 0) return;
  const profile = await readShopProfile(tx, shopId);
  const installedAt = await readInstallTime(tx, shopId);
  if (!profile || installedAt === null) return;
  const { currencyCode, definitionVersion } = profile;
  for (const metricKey of BASELINE_METRICS) {
    const read = await readBaselineMetric(tx, shopId, metricKey, profile, installedAt.getTime());
    if (!read) continue;
    const metric = { ...read.metric, unavailableBecause: sayReason(read.metric.unavailableBecause) };
    await writeBaseline(tx, shopId, { metricKey, metric, range: read.range, currencyCode, definitionVersion });
  }
}
