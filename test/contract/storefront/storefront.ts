import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { startFront, type Front } from "../../simulator/front";
import { writeMetafield } from "../../simulator/store/records/metafield";
import { openStore, type Store } from "../../simulator/store/store";
import type { ProductRecord } from "../../simulator/store/records/product";
import type { ProductInput } from "../../simulator/store/products";
import type { NewShop } from "../../simulator/store/store";

export const EXTENSION = fileURLToPath(new URL("../../../extensions/recommendations-theme", import.meta.url));

export type Variant = ProductInput["variants"][number];

/** A product as a list shows it. */
export interface Shown {
  readonly title: string;
  readonly href: string;
  /** The line of the price as read aloud. */
  readonly price: string | null;
  readonly struck: string | null;
  readonly unitPrice: string | null;
  /** The variant that the button adds, and the tag of the line it makes. */
  readonly added: number | null;
  readonly tag: string | null;
  /** Where the link goes that stands for the button when there is something to choose. */
  readonly choose: string | null;
}

export interface ShownList {
  readonly place: string;
  readonly list: string;
  readonly heading: string;
  readonly products: readonly Shown[];
  readonly markup: string;
}

/** What is published for a product or for the shop: ids of products by the metafield's key. */
export type Lists = Readonly<Record<string, readonly number[]>>;

/** The online store of a fresh shop for each test, with the real blocks in it. */
export function testStorefront() {
  let store: Store;
  let front: Front;
  let shops = 0;
  let metafields = 0;

  beforeAll(async () => {
    store = openStore({ file: ":memory:" });
    front = await startFront({
      simulator: { store, sessionToken: () => "none" },
      app: { name: "Comeback", handle: "comeback", apiKey: "key", optionalScopes: [] },
      appUrl: "http://127.0.0.1:9",
      extensionDir: EXTENSION,
      appProxy: null,
      apiSecret: "hush",
    });
  });
  afterAll(async () => {
    await front.close();
    store.close();
  });

  const openShop = (currencyCode: string, more: Partial<NewShop> = {}) =>
    store.createShop({
      ...{ domain: `block-${++shops}.myshopify.com`, name: "Block", ianaTimezone: "Europe/Berlin", currencyCode },
      ...more,
    });
  let shop = null as unknown as ReturnType<typeof openShop>;
  beforeEach(() => {
    shop = openShop("EUR");
  });

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

    /** What follows happens in this shop. */
    sellIn(currencyCode: string, more: Partial<NewShop> = {}): void {
      shop = openShop(currencyCode, more);
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
    async save(
      form: Record<string, string>,
      { block = "recommendations", template = "product" } = {},
    ): Promise<{ status: number; text: string }> {
      const common = { heading: "", heading_level: "2", count: "8", layout: "grid" };
      const body = new URLSearchParams({ ...common, content: "both", set_heading: "", ...form });
      const response = await fetch(`${editorAddress()}/${block}?template=${template}`, { method: "POST", body });
      return { status: response.status, text: await response.text() };
    },
  };
  return storefront;

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

const readAloud = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/&nbsp;|[\s\u00a0]+/g, " ")
    .trim();

/** Every list of a page, in the page's order. */
function listsIn(page: string): ShownList[] {
  return [...page.matchAll(/<section\s+class="comeback-recommendations .*?<\/section>/gs)].map(([markup]) => ({
    place: /data-comeback-place="([^"]*)"/.exec(markup)?.[1] ?? "",
    list: /data-comeback-list="([^"]*)"/.exec(markup)?.[1] ?? "",
    heading: readAloud(/__heading"[^>]*>(.*?)<\/h\d>/s.exec(markup)?.[1] ?? ""),
    products: productsIn(markup),
    markup,
  }));
}

function productsIn(list: string): Shown[] {
  const [, ...items] = list.split('<li class="comeback-recommendations__item"');
  return items.map((item) => {
    const part = (pattern: RegExp) => pattern.exec(item)?.[1]?.replaceAll("&amp;", "&") ?? null;
    const aloud = (pattern: RegExp) => {
      const markup = part(pattern);
      return markup === null ? null : readAloud(markup);
    };
    const added = part(/name="id" value="(\d+)"/);
    return {
      title: aloud(/__title">(.*?)<\/h\d>/s) ?? "",
      href: part(/__link" href="([^"]*)"/) ?? "",
      price: aloud(/__price">(.*?)<\/p>/s),
      struck: aloud(/<s [^>]*>(.*?)<\/s>/s),
      unitPrice: aloud(/__unit-price">(.*?)<\/span>\s*<\/p>/s),
      added: added === null ? null : Number(added),
      tag: part(/name="properties\[_rec\]" value="([^"]*)"/),
      choose: part(/__choose" href="([^"]*)"/),
    };
  });
}
