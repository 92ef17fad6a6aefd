import { withShop } from "~/adapters/db/connect/tenant.server";
import { readMeasurementSetting, recordWebPixel } from "~/adapters/db/measurement/measurement-setting.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { changeWebPixel, readWebPixel } from "~/adapters/shopify/write/web-pixel.server";
import type { AppContext } from "~/context/context.server";
import { pixelSettings } from "./pixel-settings";

/** Holds a pixel that should run against Shopify: one that was taken out is noted, one that sends elsewhere is told. */
export async function alignPixel(
  context: Pick<AppContext, "db" | "env">,
  shopId: string,
  admin: AdminClient,
  signal: AbortSignal,
): Promise<void> {
  const setting = await withShop(context.db, shopId, (tx) => readMeasurementSetting(tx, shopId));
  if (setting === null || !setting.isSwitchedOn) return;
  const pixel = await readWebPixel(admin, signal);
  if (pixel?.id !== setting.webPixelId) {
    await withShop(context.db, shopId, (tx) => recordWebPixel(tx, shopId, pixel?.id ?? null));
  }
  const wanted = pixelSettings(context.env, setting);
  const isAligned = pixel?.settings.accountID === wanted.accountID && pixel.settings.endpoint === wanted.endpoint;
  if (pixel !== null && !isAligned) await changeWebPixel(admin, pixel.id, wanted, signal);
}
