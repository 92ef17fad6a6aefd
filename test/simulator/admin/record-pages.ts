import { html, type Html } from "../pages/html";
import { formatMoney } from "../money/money-format";
import type { EpochMs, Minor } from "../store/records/values";
import type { OrderRecord } from "../store/records/order";
import type { ProductRecord } from "../store/records/product";
import type { ShopRecord } from "../store/records/shop";
import { financialStatus, orderAmounts } from "../sales/order-amounts";
import { orderHistory } from "../sales/sales-ledger";
import type { ShopStore } from "../store/shop-store";
import { storeName, type AdminContext } from "./admin-context";
import { layout, type Section } from "./layout";

const LIST_LENGTH = 50;

export function homePage(context: AdminContext, shop: ShopStore): string {
  const profile = shop.profile();
  const counts = shop.counts();
  const base = `/store/${storeName(shop.domain)}`;
  const tile = (label: string, count: number, path: string) =>
    html`<a class="card tile" href="${base}${path}"
      ><span>${label}</span><strong>${count.toLocaleString("en")}</strong></a
    >`;
  return page(
    context,
    shop,
    "home",
    profile.name,
    html`
      <p>
        A simulated Shopify admin for <strong>${profile.domain}</strong>: ${profile.currencyCode},
        ${profile.ianaTimezone}. Nothing here reaches Shopify.
      </p>
      <div class="tiles">
        ${tile("Orders", counts.orders, "/orders")} ${tile("Products", counts.products, "/products")}
        ${tile("Customers", counts.customers, "/customers")}
      </div>
      <div class="actions">
        <a class="button primary" href="${base}/apps/${context.app.handle}">Open ${context.app.name}</a>
        <a class="button" href="${context.storefrontUrl(shop.domain)}">Visit the storefront</a>
      </div>
    `,
  );
}

export function ordersPage(context: AdminContext, shop: ShopStore): string {
  const { currencyCode, ianaTimezone } = shop.profile();
  const base = `/store/${storeName(shop.domain)}`;
  const rows = shop
    .latestOrders(LIST_LENGTH)
    .map((order) => [
      html`<a href="${base}/orders/${order.id}">${order.name}</a>`,
      day(order.processedAt, ianaTimezone),
      order.customerId === null
        ? "No customer"
        : html`<a href="${base}/customers/${order.customerId}">${customerName(order.customerId)}</a>`,
      ...worth(order, currencyCode),
    ]);
  return page(
    context,
    shop,
    "orders",
    "Orders",
    listCard("Newest orders", ["Order", "Date", "Customer", "Total now", "Payment"], rows),
  );
}

export function customersPage(context: AdminContext, shop: ShopStore): string {
  const { ianaTimezone } = shop.profile();
  const base = `/store/${storeName(shop.domain)}`;
  const rows = shop
    .customers({ limit: LIST_LENGTH })
    .map((customer) => [
      html`<a href="${base}/customers/${customer.id}">${customerName(customer.id)}</a>`,
      day(customer.createdAt, ianaTimezone),
      customer.tags.join(", "),
    ]);
  return page(
    context,
    shop,
    "customers",
    "Customers",
    listCard("First customers by number", ["Customer", "Since", "Tags"], rows),
  );
}

export function productsPage(context: AdminContext, shop: ShopStore): string {
  const { currencyCode } = shop.profile();
  const base = `/store/${storeName(shop.domain)}`;
  const rows = shop
    .products({ limit: LIST_LENGTH })
    .map((product) => [
      html`<a href="${base}/products/${product.id}">${product.title}</a>`,
      product.status.toLowerCase(),
      stock(product),
      formatMoney(product.variants[0]?.price ?? 0, currencyCode),
    ]);
  return page(
    context,
    shop,
    "products",
    "Products",
    listCard("First products by number", ["Product", "Status", "Stock", "Price"], rows),
  );
}

/** What the order is worth now, and whether it is paid. */
function worth(order: OrderRecord, currencyCode: string): [total: string, payment: string] {
  const amounts = orderAmounts(order, orderHistory(order));
  const status = financialStatus(order, amounts).toLowerCase().replaceAll("_", " ");
  return [formatMoney(amounts.currentTotal, currencyCode), status];
}

export function orderPage(context: AdminContext, shop: ShopStore, order: OrderRecord): string {
  const profile = shop.profile();
  const base = `/store/${storeName(shop.domain)}`;
  const money = (amount: Minor) => formatMoney(amount, order.currencyCode);
  const [total, payment] = worth(order, order.currencyCode);
  const rows = order.lines.map((line) => [
    line.productId === null ? line.title : html`<a href="${base}/products/${line.productId}">${line.title}</a>`,
    String(line.quantity),
    money(line.unitPrice),
    line.discount === 0 ? "" : money(line.discount),
    line.properties.map(({ key, value }) => `${key}: ${value}`).join(", "),
  ]);
  const path = `${base}/orders/${order.id}`;
  return page(
    context,
    shop,
    "orders",
    `Order ${order.name}`,
    html`
      ${facts([
        ["Placed", moment(order.processedAt, profile.ianaTimezone)],
        [
          "Customer",
          order.customerId === null
            ? "No customer"
            : html`<a href="${base}/customers/${order.customerId}">${customerName(order.customerId)}</a>`,
        ],
        ["Total now", total],
        ["Payment", payment],
        ["Channel", order.sourceName],
        ["Discount codes", order.discountCodes.join(", ") || "None"],
        ["Cancelled", order.cancelledAt === null ? "No" : moment(order.cancelledAt, profile.ianaTimezone)],
      ])}
      ${listCard("Lines", ["Product", "Quantity", "Price", "Discount", "Properties"], rows)}
      ${
        order.cancelledAt === null
          ? html`<div class="actions">
              <form method="post" action="${path}/refund"><button>Refund everything</button></form>
              <form method="post" action="${path}/cancel"><button class="critical">Cancel order</button></form>
            </div>`
          : ""
      }
    `,
  );
}

export function customerPage(context: AdminContext, shop: ShopStore, id: number): string {
  const profile = shop.profile();
  const customer = shop.customer(id);
  const path = `/store/${storeName(shop.domain)}/customers/${id}`;
  return page(
    context,
    shop,
    "customers",
    customerName(id),
    html`
      ${facts([
        ["Customer since", customer ? moment(customer.createdAt, profile.ianaTimezone) : "Unknown"],
        ["Tags", customer?.tags.join(", ") || "None"],
      ])}
      <div class="actions">
        <form method="post" action="${path}/data-request"><button>Request this customer's data from apps</button></form>
        <form method="post" action="${path}/redact"><button class="critical">Erase personal data in apps</button></form>
      </div>
    `,
  );
}

export function productPage(context: AdminContext, shop: ShopStore, product: ProductRecord): string {
  const profile = shop.profile();
  const path = `/store/${storeName(shop.domain)}/products/${product.id}`;
  const recommended = recommendedProducts(shop, product);
  const rows = product.variants.map((variant) => [
    variant.title,
    variant.sku ?? "",
    formatMoney(variant.price, profile.currencyCode),
    variant.inventory === null ? "Not tracked" : String(variant.inventory),
  ]);
  const isActive = product.status === "ACTIVE";
  return page(
    context,
    shop,
    "products",
    product.title,
    html`
      ${facts([
        ["Status", product.status.toLowerCase()],
        ["Vendor", product.vendor || "None"],
        ["Type", product.productType || "None"],
        ["Collections", product.collections.join(", ") || "None"],
        [
          "Storefront",
          html`<a
            href="${new URL(`/products/${encodeURIComponent(product.handle)}`, context.storefrontUrl(shop.domain)).href}"
            >View in the storefront</a
          >`,
        ],
      ])}
      ${listCard("Variants", ["Variant", "SKU", "Price", "Stock"], rows)}
      ${listCard(
        "Recommended with it (metafield)",
        ["Product"],
        recommended.map((title) => [title]),
      )}
      <div class="actions">
        <form method="post" action="${path}/sell-out"><button>Mark as sold out</button></form>
        <form method="post" action="${path}/restock"><button>Restock with 100 each</button></form>
        <form method="post" action="${path}/${isActive ? "unpublish" : "publish"}">
          <button>${isActive ? "Set to draft" : "Publish"}</button>
        </form>
      </div>
    `,
  );
}

/** For admin addresses the simulator has no page for: says what Shopify would have opened. */
export function unknownPage(context: AdminContext, shop: ShopStore, path: string): string {
  const text = html`<p>In Shopify this link opens <code>${path}</code>. The simulator has no such page.</p>`;
  return page(context, shop, "home", "Not simulated", html`<section class="card">${text}</section>`);
}

export function missingPage(context: AdminContext, shop: ShopStore, what: string): string {
  return page(context, shop, "home", "Not found", html`<section class="card"><p>${what}</p></section>`);
}

/** A page of the admin with its title above the content. */
export function page(context: AdminContext, shop: ShopStore, section: Section, title: string, content: Html): string {
  return layout(context, shop.domain, {
    title,
    section,
    content: html`<div class="page">
      <h1>${title}</h1>
      ${content}
    </div>`,
  });
}

function facts(rows: readonly (readonly [string, string | Html])[]): Html {
  return html`<section class="card">
    <dl>
      ${rows.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function listCard(caption: string, columns: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  if (rows.length === 0)
    return html`<section class="card">
      <h2>${caption}</h2>
      <p>None.</p>
    </section>`;
  return html`<section class="card scroll" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function recommendedProducts(shop: ShopStore, product: ProductRecord): string[] {
  const metafield = shop
    .metafields(`gid://shopify/Product/${product.id}`)
    .find(({ type }) => type === "list.product_reference");
  if (metafield === undefined) return [];
  const gids: unknown = JSON.parse(metafield.value);
  if (!Array.isArray(gids)) return [];
  return gids.map((gid) => shop.product(Number(String(gid).split("/").at(-1)))?.title ?? "A deleted product");
}

function stock(product: ProductRecord): string {
  const tracked = product.variants.flatMap(({ inventory }) => (inventory === null ? [] : [inventory]));
  return tracked.length === 0 ? "Not tracked" : String(tracked.reduce((sum, inventory) => sum + inventory, 0));
}

/** The simulator keeps no names of people: the number is the name. */
function customerName(id: number): string {
  return `Customer ${id}`;
}

function day(at: EpochMs, timeZone: ShopRecord["ianaTimezone"]): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone }).format(at);
}

function moment(at: EpochMs, timeZone: ShopRecord["ianaTimezone"]): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
}
