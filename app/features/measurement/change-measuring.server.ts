import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  ensureMeasurementSetting,
  keepEventsFor,
  readMeasurementSetting,
  recordWebPixel,
  replaceWriteKey,
} from "~/adapters/db/measurement/measurement-setting.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { changeWebPixel, endWebPixel, runWebPixel } from "~/adapters/shopify/write/web-pixel.server";
import type { AppContext } from "~/context/context.server";
import { MEASURING_TEXTS } from "~/words/pages/measuring";
import { wordsOf } from "~/words/words";
import { MEASURING, RETENTION_DAYS } from "./measuring";
import { pixelSettings } from "./pixel-settings";

type Context = Pick<AppContext, "db" | "shopify" | "env">;
interface Shop {
  readonly shopId: string;
  readonly domain: string;
}
type Answer = { readonly message: string } | { readonly error: string };

const say = wordsOf(MEASURING_TEXTS);

/** Does what a form about measuring asks for; null when the form is about something else. */
export async function changeMeasuring(
  context: Context,
  shop: Shop,
  form: FormData,
  signal: AbortSignal,
): Promise<Answer | null> {
  try {
    switch (form.get("intent")) {
      case MEASURING.on:
        await switchOn(context, shop, signal);
        return { message: say("done.on") };
      case MEASURING.off:
        await switchOff(context, shop, signal);
        return { message: say("done.off") };
      case MEASURING.key:
        await replaceKey(context, shop, signal);
        return { message: say("done.key") };
      case MEASURING.retention:
        return await keepFor(context, shop.shopId, Number(form.get("days")));
      default:
        return null;
    }
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    if (error.code === "access_denied") return { error: say("refused.access") };
    return { error: say("refused.shopify", { reason: error.message }) };
  }
}

/** Shopify runs the pixel from now on, and the endpoint takes what it sends. */
async function switchOn(context: Context, { shopId, domain }: Shop, signal: AbortSignal): Promise<void> {
  const setting = await withShop(context.db, shopId, (tx) => ensureMeasurementSetting(tx, shopId));
  const pixelId = await runWebPixel(context.shopify.admin(domain), pixelSettings(context.env, setting), signal);
  await withShop(context.db, shopId, (tx) => recordWebPixel(tx, shopId, pixelId));
}

/** What was measured stays; nothing more is taken in, whether Shopify ends the pixel or not. */
async function switchOff(context: Context, { shopId, domain }: Shop, signal: AbortSignal): Promise<void> {
  const setting = await withShop(context.db, shopId, (tx) => readMeasurementSetting(tx, shopId));
  await withShop(context.db, shopId, (tx) => recordWebPixel(tx, shopId, null));
  if (setting?.webPixelId) await endWebPixel(context.shopify.admin(domain), setting.webPixelId, signal);
}

async function replaceKey(context: Context, { shopId, domain }: Shop, signal: AbortSignal): Promise<void> {
  const setting = await withShop(context.db, shopId, (tx) => replaceWriteKey(tx, shopId));
  if (setting.webPixelId === null) return;
  await changeWebPixel(context.shopify.admin(domain), setting.webPixelId, pixelSettings(context.env, setting), signal);
}

async function keepFor(context: Context, shopId: string, days: number): Promise<Answer> {
  if (!RETENTION_DAYS.includes(days)) return { error: say("refused.days") };
  await withShop(context.db, shopId, async (tx) => {
    await ensureMeasurementSetting(tx, shopId);
    await keepEventsFor(tx, shopId, days);
  });
  return { message: say("done.retention", { days: String(days) }) };
}
