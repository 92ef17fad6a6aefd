import { html, type Html } from "../pages/html";
import { storeName, type AdminContext } from "./admin-context";
import { icon } from "./icons";

export type Section = "home" | "orders" | "products" | "customers" | "apps" | "app";

export interface Page {
  readonly title: string;
  readonly section: Section;
  readonly content: Html;
  /** More for `<head>` or the end of the body, for the page that frames the app. */
  readonly script?: Html;
  readonly isFrame?: boolean;
}

/** The admin around every page: bar on top, navigation at the side, which a narrow screen folds behind a button. */
export function layout(context: AdminContext, shopDomain: string, page: Page): string {
  const shop = context.store.shop(shopDomain).profile();
  const base = `/store/${storeName(shopDomain)}`;
  const item = (section: Section, path: string, label: string, symbol: Parameters<typeof icon>[0]) => html`
    <li>
      <a href="${base}${path}" ${page.section === section ? html`aria-current="page"` : ""}>${icon(symbol)} ${label}</a>
    </li>
  `;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${shop.name} · Simulated Shopify</title>
        <link rel="icon" href="/admin/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/admin/admin.css" />
      </head>
      <body class="${page.isFrame ? "framing" : ""}">
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <button type="button" id="menu-button" aria-expanded="false" aria-controls="navigation">
            ${icon("menu")}<span class="unseen">Menu</span>
          </button>
          <a class="brand" href="${base}" aria-label="Simulated Shopify, home">${icon("bag")}<span>shopify</span></a>
          <span class="simulated">Simulated</span>
          <span class="store">${shop.name}</span>
          <div id="save-bar" class="save-bar" role="region" aria-label="Unsaved changes" hidden></div>
        </header>
        <div class="shell">
          <nav id="navigation" aria-label="Admin">
            <ul>
              ${item("home", "", "Home", "home")} ${item("orders", "/orders", "Orders", "orders")}
              ${item("products", "/products", "Products", "products")}
              ${item("customers", "/customers", "Customers", "customers")}
            </ul>
            <h2>Sales channels</h2>
            <ul>
              <li>
                <a href="${context.storefrontUrl(shopDomain)}" target="_blank" rel="noopener"
                  >${icon("store")} Online Store<span class="unseen"> (opens in a new window)</span></a
                >
              </li>
            </ul>
            <h2><a href="${base}/settings/apps">Apps</a></h2>
            <ul>
              ${item("app", `/apps/${context.app.handle}`, context.app.name, "app")}
              <li><ul id="app-navigation" class="sub" aria-label="${context.app.name}"></ul></li>
            </ul>
          </nav>
          <main id="content" tabindex="-1">${page.content}</main>
        </div>
        <script src="/admin/admin.js" defer></script>
        ${page.script}
      </body>
    </html>`.markup;
}
