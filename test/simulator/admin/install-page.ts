import { html } from "../pages/html";
import { storeName, type AdminContext } from "./admin-context";
import { layout } from "./layout";

const SCOPE_MEANINGS: Record<string, string> = {
  read_orders: "View orders of the last 60 days",
  read_all_orders: "View all orders, however old",
  read_products: "View products",
  write_products: "Change products (here: which products are recommended beside them)",
  read_customers: "View customers",
};

/** Apps of the shop: install or uninstall ours. */
export function appsPage(context: AdminContext, shopDomain: string): string {
  const { app } = context;
  const base = `/store/${storeName(shopDomain)}`;
  const isInstalled = context.store.shop(shopDomain).profile().installedAt !== null;
  return layout(context, shopDomain, {
    title: "Apps",
    section: "apps",
    content: html`
      <div class="page">
        <h1>Apps</h1>
        <section class="card">
          <h2>${app.name}</h2>
          <p>${isInstalled ? "Installed in this shop." : "Not installed in this shop."}</p>
          ${
            isInstalled
              ? html`<div class="actions">
                  <a class="button primary" href="${base}/apps/${app.handle}">Open app</a>
                  <form method="post" action="${base}/settings/apps/uninstall">
                    <button class="critical">Uninstall</button>
                  </form>
                </div>`
              : html`<div class="actions"><a class="button primary" href="${base}/apps/${app.handle}">Install</a></div>`
          }
        </section>
      </div>
    `,
  });
}

/** Shopify's own grant screen, which comes before the first page of an app. */
export function installPage(context: AdminContext, shopDomain: string): string {
  const { app } = context;
  const { scopes } = context.store.shop(shopDomain).profile();
  return layout(context, shopDomain, {
    title: `Install ${app.name}`,
    section: "app",
    content: html`
      <div class="page">
        <h1>Install ${app.name}</h1>
        <section class="card">
          <p>This app needs to:</p>
          <ul>
            ${scopes.map((scope) => html`<li>${SCOPE_MEANINGS[scope] ?? scope}</li>`)}
          </ul>
          <form class="actions" method="post" action="/store/${storeName(shopDomain)}/settings/apps/install">
            <button class="primary">Install</button>
          </form>
        </section>
      </div>
    `,
  });
}
