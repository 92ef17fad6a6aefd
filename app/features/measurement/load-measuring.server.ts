import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readMeasurementStatus } from "~/adapters/db/measurement/measurement-status.server";
import { readMeasuredSince } from "~/adapters/db/shop/measured-from.server";
import { PIXEL_SCOPES } from "~/adapters/shopify/write/web-pixel.server";
import type { MeasuringView } from "./measuring";

const DEFAULT_RETENTION_DAYS = 400;

export async function loadMeasuring(tx: Tx, shopId: string): Promise<MeasuringView> {
  const status = await readMeasurementStatus(tx, shopId);
  return {
    since: status?.switchedOnAt ?? null,
    measuredFrom: (await readMeasuredSince(tx, shopId)).measuredFrom,
    lastEventAt: status?.lastEventAt ?? null,
    countedUpTo: status?.countedUpTo ?? null,
    retentionDays: status?.retentionDays ?? DEFAULT_RETENTION_DAYS,
    scopes: PIXEL_SCOPES,
  };
}
