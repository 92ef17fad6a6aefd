import { readCustomersAtRisk, readRiskTotals } from "~/adapters/db/customer-forecasts.server";
import { readLapsePointDays } from "~/adapters/db/lapse-point.server";
import { readForecast } from "~/adapters/db/forecasts.server";
import { readShopProfile } from "~/adapters/db/rollups.server";
import { withShop } from "~/adapters/db/tenant.server";
import { DAY_MS, type EpochMs } from "~/domain/shop-time";
import type { AppContext } from "../context.server";
import { RISKS_PER_PAGE, type ChurnRisk } from "./forecast";

/** Rather gone than active. */
const PROBABLY_LEFT = 0.5;

/** A page of the customers at risk; null while there is no forecast. */
export function loadChurnRisk(
  { db }: Pick<AppContext, "db">,
  shopId: string,
  { page = 1, now = Date.now() }: { readonly page?: number; readonly now?: EpochMs } = {},
): Promise<ChurnRisk | null> {
  return withShop(db, shopId, async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const profile = await readShopProfile(tx, shopId);
    const forecast = profile && (await readForecast(tx, shopId, profile.definitionVersion));
    if (!forecast || profile.isHistoryLimited) return null;
    const lapsePointDays = await readLapsePointDays(tx, shopId);
    const limits = { probabilityAliveBelow: PROBABLY_LEFT, lastPurchaseBefore: now - lapsePointDays * DAY_MS };
    const { customers, loss } = await readRiskTotals(tx, shopId, forecast.version, limits);
    const pages = Math.max(1, Math.ceil(customers / RISKS_PER_PAGE));
    const shown = Math.min(Math.max(1, page), pages);
    const window = { limit: RISKS_PER_PAGE, offset: (shown - 1) * RISKS_PER_PAGE };
    const rows = await readCustomersAtRisk(tx, shopId, forecast.version, limits, window);
    return { asOf: forecast.asOf, lapsePointDays, customers, loss, rows, page: shown, pages };
  });
}
