import { readNewestForecast } from "~/adapters/db/forecasts.server";
import { readShopProfile } from "~/adapters/db/rollups.server";
import { listActiveShops } from "~/adapters/db/shops.server";
import { withShop } from "~/adapters/db/tenant.server";
import { ENGINE_VERSION } from "~/domain/clv/shop-forecast";
import { nextNight } from "~/domain/shop-night";
import type { EpochMs } from "~/domain/shop-time";
import type { AppContext } from "./context.server";
import { askForForecast } from "./forecast/ask-for-forecast.server";

/**
 * Makes sure every shop has a refresh waiting, due in its next night, and asks at once for the forecast of shops that
 * this engine has not tried yet: those of an older release. Asking again while one waits changes nothing, so any number
 * of workers may do this at any time.
 */
export async function scheduleDailyRefresh(
  { db, queue }: Pick<AppContext, "db" | "queue">,
  now: EpochMs = Date.now(),
): Promise<void> {
  for (const { id } of await listActiveShops(db)) {
    const { profile, newest } = await withShop(db, id, async (tx) => ({
      profile: await readShopProfile(tx, id),
      newest: await readNewestForecast(tx, id),
    }));
    const night = nextNight(now, profile?.timeZone ?? "UTC", id);
    await queue.send("refresh-shop", { shopId: id }, { startAfterSeconds: Math.ceil((night - now) / 1000) });
    if (newest?.source.engineVersion !== ENGINE_VERSION) await askForForecast({ queue }, id);
  }
}
