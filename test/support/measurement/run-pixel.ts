import type { Database } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { ensureMeasurementSetting, recordWebPixel } from "~/adapters/db/measurement/measurement-setting.server";

/** Has the app take the shop for one where its pixel runs. Gives the account the pixel sends. */
export function runPixel(db: Database, shopId: string): Promise<string> {
  return withShop(db, shopId, async (tx) => {
    const { account } = await ensureMeasurementSetting(tx, shopId);
    await recordWebPixel(tx, shopId, "gid://shopify/WebPixel/1");
    return account;
  });
}
