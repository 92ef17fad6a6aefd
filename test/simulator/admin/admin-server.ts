import { readFile } from "node:fs/promises";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { z } from "zod";
import type { ScopesDetail } from "../app-bridge/messages";
import { browserScript } from "../pages/browser-script";
import { orderHistory } from "../sales/sales-ledger";
import { failurePage } from "../pages/failure-page";
import type { ShopStore } from "../store/shop-store";
import { shopOfStore, storeName, type AdminContext } from "./admin-context";
import { appPage } from "./app-page";
import { frameUrl } from "./frame-url";
import { appsPage, installPage } from "./install-page";
import {
  customerPage,
  customersPage,
  homePage,
  missingPage,
  orderPage,
  ordersPage,
  productPage,
  productsPage,
  unknownPage,
} from "./record-pages";
import { saveBlock, themeEditorPage } from "./theme-editor";

const PICKER_LENGTH = 50;

/** The simulated admin: the pages of a shop, the app's frame, and the App Bridge stand-in. */
export function adminServer(context: AdminContext): Express {
  const server = express();
  server.disable("x-powered-by");
  server.set("strict routing", false);

  const adminScript = browserScript(new URL("./client/index.ts", import.meta.url));
  const bridgeScript = browserScript(new URL("../app-bridge/index.ts", import.meta.url));
  server.get("/admin/admin.js", async (_request, response) => sendScript(response, await adminScript()));
  server.get("/app-bridge.js", async (_request, response) => sendScript(response, await bridgeScript()));
  for (const [name, type] of [
    ["admin.css", "text/css"],
    ["icon.svg", "image/svg+xml"],
  ] as const) {
    server.get(`/admin/${name}`, async (_request, response) => {
      response
        .type(type)
        .set("cache-control", "no-cache")
        .send(await readFile(new URL(`./${name}`, import.meta.url)));
    });
  }

  server.get("/", (_request, response) => {
    const shop = context.store.shops()[0];
    if (shop === undefined)
      response.status(404).type("text").send("The simulator has no shop yet. Load one and reload this page.");
    else response.redirect(`/store/${storeName(shop.domain)}`);
  });

  const withShop =
    (handler: (request: Request, response: Response, shop: ShopStore) => unknown) =>
    async (request: Request, response: Response, next: NextFunction): Promise<void> => {
      try {
        const name = request.params.store ?? "";
        const shop = shopOfStore(context, name);
        if (shop === undefined) response.status(404).type("text").send(`The simulator has no shop "${name}".`);
        else await handler(request, response, shop);
      } catch (error) {
        next(error);
      }
    };

  server.use((request, response, next) => {
    // Buttons of this admin only: another page in the same browser must not be able to uninstall the app.
    const { origin } = request.headers;
    if (request.method === "POST" && origin !== undefined && origin !== `http://${request.headers.host}`) {
      response.status(403).type("text").send("Only the admin's own pages may do this.");
    } else next();
  });

  const store = "/store/:store";
  server.get(
    store,
    withShop((_request, response, shop) => response.send(homePage(context, shop))),
  );
  server.get(
    `${store}/orders`,
    withShop((_request, response, shop) => response.send(ordersPage(context, shop))),
  );
  server.get(
    `${store}/customers`,
    withShop((_request, response, shop) => response.send(customersPage(context, shop))),
  );
  server.get(
    `${store}/products`,
    withShop((_request, response, shop) => response.send(productsPage(context, shop))),
  );

  server.get(
    `${store}/orders/:id(\\d+)`,
    withShop((request, response, shop) => {
      const order = shop.order(Number(request.params.id));
      if (order) response.send(orderPage(context, shop, order));
      else response.status(404).send(missingPage(context, shop, "There is no such order in this shop."));
    }),
  );
  server.get(
    `${store}/customers/:id(\\d+)`,
    withShop((request, response, shop) => {
      const customer = shop.customer(Number(request.params.id));
      if (customer) response.send(customerPage(context, shop, customer.id));
      else response.status(404).send(missingPage(context, shop, "There is no such customer in this shop."));
    }),
  );
  server.get(
    `${store}/products/:id(\\d+)`,
    withShop((request, response, shop) => {
      const product = shop.product(Number(request.params.id));
      if (product) response.send(productPage(context, shop, product));
      else response.status(404).send(missingPage(context, shop, "There is no such product in this shop."));
    }),
  );
  server.post(
    `${store}/:kind(orders|customers|products)/:id(\\d+)/:command`,
    withShop((request, response, shop) => {
      const { kind = "", id = "", command = "" } = request.params;
      const run = commandOf(shop, kind, Number(id), command);
      if (run === undefined) response.status(404).send(missingPage(context, shop, "The simulator cannot do that."));
      else {
        try {
          run();
          response.redirect(303, `/store/${storeName(shop.domain)}/${kind}/${id}`);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          response.status(422).send(missingPage(context, shop, error.message));
        }
      }
    }),
  );

  server.get(
    `${store}/settings/apps`,
    withShop((_request, response, shop) => response.send(appsPage(context, shop.domain))),
  );
  server.post(
    `${store}/settings/apps/install`,
    withShop((_request, response, shop) => {
      shop.install();
      response.redirect(303, `/store/${storeName(shop.domain)}/apps/${context.app.handle}`);
    }),
  );
  server.post(
    `${store}/settings/apps/uninstall`,
    withShop((_request, response, shop) => {
      if (shop.profile().installedAt !== null) shop.uninstall();
      response.redirect(303, `/store/${storeName(shop.domain)}/settings/apps`);
    }),
  );

  server.get(
    `${store}/session-token`,
    withShop(async (_request, response, shop) => {
      const isInstalled = shop.profile().installedAt !== null;
      const token = isInstalled ? await context.sessionToken(shop.domain) : null;
      response.set("cache-control", "no-store").json({ token });
    }),
  );
  server.get(
    `${store}/scopes`,
    withShop((_request, response, shop) => {
      response.set("cache-control", "no-store").json(scopesOf(context, shop));
    }),
  );
  server.post(
    `${store}/scopes`,
    express.json(),
    withShop((request, response, shop) => {
      const asked = askedScopes.safeParse(request.body);
      if (!asked.success || asked.data.scopes.some((scope) => !context.app.optionalScopes.includes(scope))) {
        response.status(422).type("text").send("The app's configuration declares no such optional scope.");
        return;
      }
      shop.setScopes([...new Set([...shop.profile().scopes, ...asked.data.scopes])]);
      response.json(scopesOf(context, shop));
    }),
  );
  server.get(
    `${store}/picker`,
    withShop((request, response, shop) => {
      response.json(findProducts(shop, String(request.query.query ?? "")));
    }),
  );

  server.get(
    [`${store}/apps/:app`, `${store}/apps/:app/*`],
    withShop(async (request, response, shop) => {
      const { app } = context;
      const asked = request.params.app ?? "";
      if (asked !== app.handle && asked !== app.apiKey) {
        response.status(404).send(missingPage(context, shop, `This shop has no app "${asked}".`));
        return;
      }
      if (shop.profile().installedAt === null) {
        response.send(installPage(context, shop.domain));
        return;
      }
      const path = `/${request.params[0] ?? ""}`;
      const query = new URL(request.originalUrl, "http://localhost").searchParams;
      response
        .set("cache-control", "no-store")
        .send(appPage(context, shop.domain, await frameUrl(context, shop.domain, path, query)));
    }),
  );

  const editor = `${store}/themes/current/editor`;
  server.get(
    editor,
    withShop((request, response, shop) => response.send(themeEditorPage(context, shop, editorQuery(request)))),
  );
  server.post(
    `${editor}/:block([\\w-]+)`,
    express.urlencoded({ extended: false, limit: "64kb" }),
    withShop((request, response, shop) => {
      const { template } = editorQuery(request);
      const problem = saveBlock(context, shop, template, request.params.block ?? "", request.body);
      if (problem === null) {
        const query = new URLSearchParams({ template, saved: "1" });
        response.redirect(303, `/store/${storeName(shop.domain)}/themes/current/editor?${query}`);
      } else response.status(422).send(missingPage(context, shop, problem));
    }),
  );
  server.get(
    `${store}/*`,
    withShop((request, response, shop) => {
      response.status(404).send(unknownPage(context, shop, request.originalUrl));
    }),
  );
  server.use(failurePage);
  return server;
}

function editorQuery({ query }: Request): { template: string; isSaved: boolean } {
  return { template: String(query.template ?? "product"), isSaved: query.saved !== undefined };
}

const askedScopes = z.object({ scopes: z.array(z.string()) });

function scopesOf({ app: { optionalScopes } }: AdminContext, shop: ShopStore): ScopesDetail {
  const granted = shop.profile().scopes;
  return { granted, required: granted.filter((scope) => !optionalScopes.includes(scope)), optional: optionalScopes };
}

function sendScript(response: Response, script: string): void {
  response.type("text/javascript").set("cache-control", "no-cache").send(script);
}

/** What the buttons on a record's page do. */
function commandOf(shop: ShopStore, kind: string, id: number, command: string): (() => unknown) | undefined {
  const commands: Record<string, Record<string, () => unknown>> = {
    orders: { refund: () => refundEverything(shop, id), cancel: () => shop.cancelOrder(id) },
    customers: { "data-request": () => shop.requestCustomerData(id), redact: () => shop.redactCustomer(id) },
    products: {
      "sell-out": () => setStock(shop, id, 0),
      restock: () => setStock(shop, id, 100),
      publish: () => shop.updateProduct(id, { status: "ACTIVE" }),
      unpublish: () => shop.updateProduct(id, { status: "DRAFT" }),
    },
  };
  return commands[kind]?.[command];
}

function setStock(shop: ShopStore, productId: number, available: number): void {
  for (const variant of shop.product(productId)?.variants ?? []) shop.setInventory(variant.id, available);
}

function refundEverything(shop: ShopStore, orderId: number): void {
  const order = shop.order(orderId);
  if (order === undefined) throw new RangeError("There is no such order in this shop.");
  const { lines } = orderHistory(order);
  const refunded = lines.flatMap(({ left }, line) => (left > 0 ? [{ line, quantity: left }] : []));
  if (refunded.length === 0) throw new RangeError("Nothing of this order is left to refund.");
  shop.refundOrder(orderId, { lines: refunded });
}

function findProducts(shop: ShopStore, query: string): { id: string; title: string; handle: string }[] {
  const found: { id: string; title: string; handle: string }[] = [];
  const needle = query.toLowerCase();
  for (let after = 0; found.length < PICKER_LENGTH;) {
    const products = shop.products({ after, limit: 250 });
    for (const { id, title, handle } of products) {
      if (title.toLowerCase().includes(needle)) found.push({ id: `gid://shopify/Product/${id}`, title, handle });
    }
    const last = products.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  return found.slice(0, PICKER_LENGTH);
}
