import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { startFront, type Front } from "../../simulator/front";
import { writeMetafield } from "../../simulator/store/records/metafield";
import { openStore, type NewShop } from "../../simulator/store/store";
import type { ProductRecord } from "../../simulator/store/records/product";
import type { ProductInput } from "../../simulator/store/products";
import { saveWebPixel } from "../../simulator/store/web-pixel";
import { listsIn, type Shown, type ShownList } from "./shown-lists";

export const EXTENSION = fileURLToPath(new URL("../../../extensions/recommendations-theme", import.meta.url));

export type Variant = ProductInput["variants"][number];

/** What is published for a product or for the shop: ids of products by the metafield's key. */
export type Lists = Readonly<Record<string, readonly number[]>>;

export type Storefront = ReturnType<typeof openStorefront>;

/**
 * An online store with the real blocks in it, or those of another folder. The app itself is not there: nobody listens
 * where it would be.
 */
export function openStorefront({ extensionDir = EXTENSION } = {}) {
  const store = openStore({ file: ":memory:" });
  let front: Front;
  let shops = 0;
  let metafields = 0;

  const openShop = (currencyCode: string, more: Partial<NewShop> = {}) =>
    store.createShop({
      ...{ domain: `block-${++shops}.myshopify.com`, name: "Block", ianaTimezone: "Europe/Berlin", currencyCode },
      ...more,
    });
  let shop = openShop("EUR");

  const write = (ownerGid: string, key: string, type: string, value: unknown) =>
    writeMetafield(store.database, shop.id, {
      ...{ id: ++metafields, ownerGid, namespace: "app--77", key, type, value: JSON.stringify(value) },
      ...{ createdAt: 0, updatedAt: 0 },
    });
  const writeLists = (ownerGid: string, lists: Lists) => {
    for (const [key, values] of Object.entries(lists)) {
      if (key.endsWith("weights")) write(ownerGid, key, "list.number_integer", values);
      else
        write(
          ownerGid,
          key,
          "list.product_reference",
          values.map((id) => `gid://shopify/Product/${id}`),
        );
    }
  };
  const name = () => shop.domain.split(".")[0]!;
  const editorAddress = () => `${front.adminUrl}/store/${name()}/themes/current/editor`;

  const storefront = {
    get shop() {
      return shop;
    },
    editorAddress,

    async start(): Promise<void> {
      front = await startFront({
        simulator: { store, sessionToken: () => "none" },
        app: { name: "Comeback", handle: "comeback", apiKey: "key", optionalScopes: [] },
        appUrl: "http://127.0.0.1:9",
        extensionDir,
        appProxy: null,
        apiSecret: "hush",
      });
    },
    async close(): Promise<void> {
      await front.close();
      store.close();
    },
    /** The address a browser opens. */
    address: (path: string): string => `http://${name()}.localhost:${new URL(front.storefrontUrl).port}${path}`,
    /** What follows happens in this shop. */
    sellIn(currencyCode: string, more: Partial<NewShop> = {}): void {
      shop = openShop(currencyCode, more);
    },
    /** The app's pixel runs in this shop, and sends here what it observes. */
    measure(endpoint: string): void {
      shop.install();
      saveWebPixel(store.database, shop.id, { id: 1, settings: { accountID: "1-key", endpoint } });
    },
    /** A product of these variants, in the shop's minor units. */
    product: (...variants: Variant[]): ProductRecord => storefront.sells({ variants }),
    sells: (input: Partial<ProductInput> = {}): ProductRecord =>
      shop.createProduct({ title: `Product ${shop.counts().products}`, variants: [{ price: 900 }], ...input }),
    publish(productId: number, lists: Lists): void {
      writeLists(`gid://shopify/Product/${productId}`, lists);
    },
    publishForShop(lists: Lists): void {
      writeLists(`gid://shopify/Shop/${shop.id}`, lists);
    },
    /** The path of a product page that recommends these. */
    hostOf(recommended: readonly number[]): string {
      const host = shop.createProduct({ title: "Host", variants: [{ price: 100 }] });
      storefront.publish(host.id, { recommendations: recommended });
      return `/products/${host.handle}`;
    },

    /** A page of the shop, asked for by name as the storefront tells shops apart. */
    visit: (path: string, cookie = ""): Promise<string> => ask("GET", path, cookie).then(({ text }) => text),
    /** Posts a form as a browser does; the cookie that the answer sets holds the cart. */
    async post(path: string, form: Record<string, string>, cookie = ""): Promise<{ status: number; cookie: string }> {
      const { status, setCookie } = await ask("POST", path, cookie, new URLSearchParams(form).toString());
      return { status, cookie: setCookie };
    },
    async listsOn(path: string, cookie = ""): Promise<ShownList[]> {
      return listsIn(await storefront.visit(path, cookie));
    },
    async shownOn(path: string, cookie = ""): Promise<readonly Shown[]> {
      return (await storefront.listsOn(path, cookie)).flatMap(({ products }) => products);
    },
    /** What the merchant saves in the theme editor; a checkbox that is off is left out, as by a browser. */
    save: (
      form: Record<string, string>,
      { block = "recommendations", template = "product" } = {},
    ): Promise<{ status: number; text: string }> => {
      const common = { heading: "", heading_level: "2", count: "8", layout: "grid" };
      return post(`${editorAddress()}/${block}?template=${template}`, {
        ...{ ...common, content: "both", set_heading: "" },
        ...form,
      });
    },
    /** The theme's cart opens as a drawer, and the app's list is switched on for it. */
    async openCartAsDrawer(): Promise<void> {
      await post(`${editorAddress()}/theme`, { cart_type: "drawer" });
      await storefront.save(
        { is_switched_on: "1", count: "4", drawer: "#CartDrawer .drawer__inner" },
        { block: "cart-drawer" },
      );
    },
  };
  return storefront;

  async function post(address: string, form: Record<string, string>): Promise<{ status: number; text: string }> {
    const response = await fetch(address, { method: "POST", body: new URLSearchParams(form) });
    return { status: response.status, text: await response.text() };
  }

  function ask(method: string, path: string, cookie: string, body = "") {
    const { hostname, port } = new URL(front.storefrontUrl);
    return new Promise<{ status: number; text: string; setCookie: string }>((resolve, reject) => {
      const headers = {
        ...{ host: `${name()}.localhost`, cookie },
        ...(body === "" ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      };
      request({ hostname, port, path, method, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => {
          const setCookie = (response.headers["set-cookie"] ?? []).map((each) => each.split(";")[0]!).join("; ");
          resolve({ status: response.statusCode ?? 0, text, setCookie });
        });
      })
        .on("error", reject)
        .end(body);
    });
  }
}
