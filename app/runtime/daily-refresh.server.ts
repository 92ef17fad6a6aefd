import { readNewestForecast } from "~/adapters/db/forecast/forecasts.server";
import { isLedgerOutdated } from "~/adapters/db/shop/ledger-version.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { listActiveShops } from "~/adapters/db/shop/shops.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { ENGINE_VERSION } from "~/domain/clv/shop-forecast";
import { nextNight } from "~/domain/time/shop-night";
import type { EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { askForForecast } from "~/features/forecast/ask-for-forecast.server";

/**
 * Makes sure every shop has a refresh waiting, due in its next night, and asks at once for what an older release derived
 * otherwise: the numbers, and the forecast of shops that this engine has not tried yet. Asking again while one waits
 * changes nothing, so any number of workers may do this at any time.
 */
export async function scheduleDailyRefresh(
  { db, queue, now: clock }: Pick<AppContext, "db" | "queue" | "now">,
  now: EpochMs = clock(),
): Promise<void> {
  for (const { id } of await listActiveShops(db)) {
    const { profile, newest, isOutdated } = await withShop(db, id, async (tx) => ({
      profile: await readShopProfile(tx, id),
      newest: await readNewestForecast(tx, id),
      isOutdated: await isLedgerOutdated(tx, id),
    }));
    const night = nextNight(now, profile?.timeZone ?? "UTC", id);
    await queue.send("refresh-shop", { shopId: id }, { startAfterSeconds: Math.ceil((night - now) / 1000) });
    // Rebuilding asks for the forecast itself.
    if (isOutdated) await queue.send("rebuild-shop", { shopId: id });
    else if (newest?.source.engineVersion !== ENGINE_VERSION) await askForForecast({ queue }, id);
  }
}
