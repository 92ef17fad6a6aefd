import { readPulse } from "~/adapters/db/shop/data-status.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { importState } from "~/features/installation/import-state.server";
import type { ImportView } from "~/features/installation/import-view";

export interface PulseAnswer {
  readonly dataVersion: number;
  readonly pending: number;
  readonly isRebuilding: boolean;
  readonly forecastRun: string | null;
  readonly importState: ImportView;
}

/** Whether anything changed since a page was loaded; small enough to be asked every two seconds. */
export async function loadPulse(context: AppContext, shopId: string): Promise<PulseAnswer> {
  const [pulse, state] = await Promise.all([
    withShop(context.db, shopId, (tx) => readPulse(tx, shopId)),
    importState(context, shopId),
  ]);
  return { dataVersion: 0, pending: 0, isRebuilding: false, forecastRun: null, ...pulse, importState: state };
}
