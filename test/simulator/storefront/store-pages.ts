import type { NextFunction, Request, Response } from "express";
import type { ShopStore } from "../store/shop-store";
import type { Store } from "../store/store";
import { type AppBlocks, appsSection } from "./app-blocks/app-blocks";
import { effectiveSettings } from "./app-blocks/block-settings";
import { savedBlockSettings } from "./app-blocks/saved-block-settings";
import { loggedIn } from "./buyer/buyers";
import { cookieValue, readCart } from "./buyer/cart";
import { COUNTRY_COOKIE, inMarketOf } from "./buyer/market";
import { setCookie } from "./buyer/set-cookie";
import { pageGlobals } from "./liquid/page-globals";
import { isConsentGiven } from "./pixel/consent";
import type { Pixels } from "./pixel/pixels";
import { type Theme, THEME_SETTINGS } from "./theme";

/** A page of the theme and what is in it. */
export interface Page {
  readonly template: string;
  readonly title: string;
  readonly objects?: object;
  readonly status?: number;
  readonly notice?: string;
}

/** Those in which a merchant places blocks. */
const TEMPLATES = ["product", "cart", "collection", "index", "search", "404"];

type ShopHandler = (request: Request, response: Response, shop: ShopStore) => unknown;

/** How every page of the store is answered. */
export interface StorePages {
  /** Passes on the shop of the address, in the market of the buyer. */
  withShop(handler: ShopHandler): (request: Request, response: Response, next: NextFunction) => Promise<void>;
  show(request: Request, response: Response, shop: ShopStore, page: Page): Promise<void>;
  notFound(request: Request, response: Response, shop: ShopStore): Promise<void>;
}

interface StoreParts {
  readonly store: Store;
  readonly blocks: AppBlocks;
  readonly theme: Theme;
  readonly pixels: Pixels;
}

export function storePages({ store, blocks, theme, pixels }: StoreParts): StorePages {
  const shopOf = (request: Request): ShopStore | undefined => {
    const name = /^([a-z0-9-]+)\.localhost$/.exec(request.hostname)?.[1];
    return name === undefined ? store.shops()[0] : store.findShop(`${name}.myshopify.com`);
  };

  const show = async (request: Request, response: Response, shop: ShopStore, page: Page): Promise<void> => {
    const { template, title, objects = {}, status = 200, notice } = page;
    const globals = {
      ...pageGlobals({
        shop,
        cart: readCart(request.headers.cookie),
        customerId: loggedIn(shop, request.headers.cookie),
        template,
        title,
        path: request.path,
        page: Number(request.query.page ?? 1),
        locale: /^[a-z]{2}(-[A-Z]{2})?$/.exec(String(request.query.locale ?? ""))?.[0] ?? "en",
        notice,
        settings: effectiveSettings(THEME_SETTINGS.settings, savedBlockSettings(store.database, shop.id, "theme")),
      }),
      ...objects,
      analytics_consent: isConsentGiven(request),
      content_for_header: pixels.header(request, response, shop, page),
    };
    const chosen = (block: string) => savedBlockSettings(store.database, shop.id, block);
    response.status(status).set("cache-control", "no-store").type("html");
    const section = request.query.section_id;
    if (section !== undefined) {
      // A section of any template can be asked for on any page, and sees the objects of that page.
      const home = TEMPLATES.find((each) => appsSection(each) === section);
      if (home === undefined) return void response.status(404).end();
      const content = await blocks.render(home, globals, chosen);
      return void response.send(`<div id="shopify-section-${section}" class="shopify-section">${content}</div>`);
    }
    const placed = {
      ...globals,
      content_for_blocks: await blocks.render(template, globals, chosen),
      content_for_embeds: await blocks.renderEmbeds(template, globals, chosen),
    };
    response.send(await theme.render(template, placed));
  };

  return {
    show,
    notFound: (request, response, shop) =>
      show(request, response, shop, { template: "404", title: "Page not found", status: 404 }),
    withShop: (handler) => async (request, response, next) => {
      try {
        const shop = shopOf(request);
        if (shop === undefined) response.status(404).type("text").send("The simulator has no shop at this address.");
        else await handler(request, response, inMarketOf(shop, countryOf(request, response)));
      } catch (error) {
        next(error);
      }
    },
  };
}

/** Where the buyer is: what `?country=CH` says, which a cookie remembers. */
function countryOf(request: Request, response: Response): string | null {
  const asked = /^[A-Z]{2}$/.exec(String(request.query.country ?? ""))?.[0];
  if (asked !== undefined) setCookie(response, COUNTRY_COOKIE, asked);
  return asked ?? cookieValue(request.headers.cookie, COUNTRY_COOKIE);
}
