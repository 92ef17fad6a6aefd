import type { MeasurementSetting } from "~/adapters/db/measurement/measurement-setting.server";
import type { PixelSettings } from "~/adapters/shopify/write/web-pixel.server";
import type { AppContext } from "~/context/context.server";

/** What the pixel of a shop has to know. */
export function pixelSettings(
  { SHOPIFY_APP_URL }: Pick<AppContext["env"], "SHOPIFY_APP_URL">,
  { account }: Pick<MeasurementSetting, "account">,
): PixelSettings {
  return { accountID: account, endpoint: `${SHOPIFY_APP_URL}/events` };
}
