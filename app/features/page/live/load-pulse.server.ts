import { withShop } from "~/adapters/db/connect/tenant.server";
import { readPulse } from "~/adapters/db/shop/data-status.server";
import type { AppContext } from "~/context/context.server";
import { importState } from "~/features/installation/import-state.server";
import type { Pulse } from "./pulse";

/** Whether anything changed since a page was loaded; small enough to be asked every two seconds. */
export async function loadPulse(context: AppContext, shopId: string): Promise<Pulse> {
  const [pulse, state] = await Promise.all([
    withShop(context.db, shopId, (tx) => readPulse(tx, shopId)),
    importState(context, shopId),
  ]);
  return {
    dataVersion: 0,
    visitVersion: 0,
    pending: 0,
    isRebuilding: false,
    forecastRun: null,
    ...pulse,
    importState: state,
  };
}
