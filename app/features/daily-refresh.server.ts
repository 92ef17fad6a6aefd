import { readNewestForecast } from "~/adapters/db/forecasts.server";
import { listActiveShops } from "~/adapters/db/shops.server";
import { withShop } from "~/adapters/db/tenant.server";
import { ENGINE_VERSION } from "~/domain/clv/shop-forecast";
import type { AppContext } from "./context.server";
import { askForForecast } from "./forecast/ask-for-forecast.server";

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Makes sure every shop has a refresh waiting, due within a day, and asks at once for the forecast of shops that this
 * engine has not tried yet: those of an older release. Asking again while one waits changes nothing, so any number of
 * workers may do this at any time.
 */
export async function scheduleDailyRefresh({ db, queue }: Pick<AppContext, "db" | "queue">): Promise<void> {
  for (const { id } of await listActiveShops(db)) {
    await queue.send("refresh-shop", { shopId: id }, { startAfterSeconds: DAY_SECONDS });
    const newest = await withShop(db, id, (tx) => readNewestForecast(tx, id));
    if (newest?.source.engineVersion !== ENGINE_VERSION) await askForForecast({ queue }, id);
  }
}
