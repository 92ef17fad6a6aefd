import { listActiveShops } from "~/adapters/db/shops.server";
import type { AppContext } from "./context.server";

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Makes sure every shop has a refresh waiting, due within a day. Asking again while one waits changes nothing, so any
 * number of workers may do this at any time.
 */
export async function scheduleDailyRefresh({ db, queue }: Pick<AppContext, "db" | "queue">): Promise<void> {
  for (const { id } of await listActiveShops(db)) {
    await queue.send("refresh-shop", { shopId: id }, { startAfterSeconds: DAY_SECONDS });
  }
}
