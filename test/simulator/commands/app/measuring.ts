import type { ShopStore } from "../../store/shop-store";
import { PIXEL_SCOPES } from "../../store/web-pixel";
import { BROWSER_HEADERS } from "./browser-headers";

/** Grants the app the scopes of its pixel and has it switch measuring on, as a merchant does in its settings. */
export async function switchMeasuringOn(
  shop: ShopStore,
  appUrl: string,
  sessionToken: () => string | Promise<string>,
): Promise<void> {
  shop.setScopes([...new Set([...shop.profile().scopes, ...PIXEL_SCOPES])]);
  const answer = await fetch(`${appUrl}/app/settings`, {
    method: "POST",
    headers: { ...BROWSER_HEADERS, authorization: `Bearer ${await sessionToken()}` },
    body: new URLSearchParams({ intent: "measuring-on" }),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The app answered ${answer.status} when measuring was switched on.`);
}
