import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { browserScript } from "../../pages/browser-script";
import { html, jsonForScript } from "../../pages/html";
import type { ShopStore } from "../../store/shop-store";
import type { Store } from "../../store/store";
import { webPixelOf } from "../../store/web-pixel";
import { loggedIn } from "../buyer/buyers";
import { readCart } from "../buyer/cart";
import type { Page, StorePages } from "../store-pages";
import { isConsentGiven } from "./consent";
import { takeNotedEvents, toldEvent } from "./noted-events";
import { pageEvents } from "./page-events";
import { ADDED_ADDRESS, PAGE_ELEMENT, type PixelPage } from "./pixel-page";

const PAGE_SCRIPT = "/cdn/shopify/web-pixels.js";
const PIXEL_SCRIPT = "/cdn/shopify/web-pixel.js";

const addedSchema = z.array(z.object({ id: z.number(), quantity: z.number() }));

export interface Pixels {
  /** What a theme prints as `content_for_header`: events of the page, and the pixel of the app where it runs. */
  header(request: Request, response: Response, shop: ShopStore, page: Page): string;
}

/** Shopify's part of every storefront page that tells pixels what shoppers do. `folder` holds the app's pixel. */
export function pixels(store: Store, folder: string): Pixels {
  return {
    header(request, response, shop, page) {
      const { cookie } = request.headers;
      const { name, domain } = shop.profile();
      const customerId = loggedIn(shop, cookie);
      const pixel = existsSync(folder) ? webPixelOf(store.database, shop.id) : null;
      const told: PixelPage = {
        shop: { id: String(shop.id), name, myshopifyDomain: domain },
        customerId: customerId === null ? null : String(customerId),
        events: [...takeNotedEvents(response, cookie, shop), ...pageEvents(shop, page, readCart(cookie))],
        aheadMs: store.clock() - Date.now(),
        isConsentGiven: isConsentGiven(request),
        pixel: pixel && { script: PIXEL_SCRIPT, settings: pixel.settings },
      };
      return html`<script type="application/json" id="${PAGE_ELEMENT}">
          ${jsonForScript(told)}
        </script>
        <script src="${PAGE_SCRIPT}" defer></script>`.markup;
    },
  };
}

/** What pages ask for to tell pixels: the scripts of both, and what was added meanwhile. */
export function addPixelFiles(server: Express, folder: string, { withShop }: StorePages): void {
  const scriptAt = (address: string, parts: readonly (() => Promise<string>)[]) =>
    server.get(address, (_request, response, next) => {
      Promise.all(parts.map((part) => part()))
        .then((texts) => response.type("js").set("cache-control", "no-cache").send(texts.join("\n")))
        .catch(next);
    });
  scriptAt(PAGE_SCRIPT, [browserScript(new URL("./client/page.ts", import.meta.url))]);
  scriptAt(PIXEL_SCRIPT, [
    browserScript(new URL("./client/worker.ts", import.meta.url)),
    browserScript(pathToFileURL(join(folder, "src/index.ts"))),
  ]);
  server.get(
    ADDED_ADDRESS,
    withShop((request, response, shop) => {
      const items = addedSchema.parse(JSON.parse(String(request.query.items)));
      return response.json(
        items.flatMap(({ id, quantity }) => {
          return toldEvent(shop, { name: "product_added_to_cart", variantId: id, quantity }) ?? [];
        }),
      );
    }),
  );
}
