import { appContext } from "~/context/context.server";
import { findShopByDomain } from "~/adapters/db/shop/shops.server";
import { tellEvents } from "./tell-events";

/** Tells the app of the storefront events of a folder, in a process of its own; asked by `visits.ts`. */
process.once("message", ({ shop, directory }: { shop: string; directory: string }) => {
  tell(shop, directory)
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
});

async function tell(domain: string, directory: string): Promise<void> {
  const context = await appContext();
  try {
    const shop = await findShopByDomain(context.db, domain);
    if (!shop) throw new Error(`The app is not installed in ${domain}.`);
    await tellEvents(context, shop.id, directory);
  } finally {
    await context.close();
  }
}
