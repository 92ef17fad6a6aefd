import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFront, type Front } from "../simulator/front";
import { currencyDigits } from "../simulator/money/money";
import { writeMetafield } from "../simulator/store/records/metafield";
import { loadAppBlocks } from "../simulator/storefront/app-blocks/app-blocks";
import { openStore, type Store } from "../simulator/store/store";
import type { ProductInput } from "../simulator/store/products";
import type { ShopStore } from "../simulator/store/shop-store";

const EXTENSION = fileURLToPath(new URL("../../extensions/recommendations-theme", import.meta.url));

let store: Store;
let front: Front;

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

let shop: ShopStore;
let shops = 0;

function openShop(currencyCode: string): ShopStore {
  const domain = `block-${++shops}.myshopify.com`;
  return store.createShop({ domain, name: "Block", ianaTimezone: "Europe/Berlin", currencyCode });
}

beforeEach(() => {
  shop = openShop("EUR");
});

type Variant = ProductInput["variants"][number];

/** A product of these variants, in the shop's minor units. */
const product = (...variants: Variant[]) =>
  shop.createProduct({ title: `Product ${shop.counts().products}`, variants });

/** The path of a product page that recommends these. */
function hostOf(recommended: readonly number[]): string {
  const host = shop.createProduct({ title: "Host", variants: [{ price: 100 }] });
  writeMetafield(store.database, shop.id, {
    id: host.id,
    ownerGid: `gid://shopify/Product/${host.id}`,
    namespace: "app--77",
    key: "recommendations",
    type: "list.product_reference",
    value: JSON.stringify(recommended.map((id) => `gid://shopify/Product/${id}`)),
    createdAt: 0,
    updatedAt: 0,
  });
  return `/products/${host.handle}`;
}

interface Shown {
  readonly title: string;
  /** The line of the price as read aloud. */
  readonly price: string | null;
  readonly struck: string | null;
  /** The variant that the button adds. */
  readonly added: number | null;
}

const readAloud = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();

/** A page of the shop, asked for by name as the storefront tells shops apart. */
function visit(path: string): Promise<string> {
  const { hostname, port } = new URL(front.storefrontUrl);
  return new Promise((resolve, reject) => {
    const host = `${shop.domain.split(".")[0]}.localhost`;
    request({ hostname, port, path, headers: { host } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
}

async function shownOn(path: string): Promise<Shown[]> {
  const [, ...items] = (await visit(path)).split('<li class="comeback-recommendations__item">');
  return items.map((item) => {
    const part = (pattern: RegExp) => pattern.exec(item)?.[1] ?? null;
    const aloud = (pattern: RegExp) => {
      const markup = part(pattern);
      return markup === null ? null : readAloud(markup);
    };
    const added = part(/name="id" value="(\d+)"/);
    return {
      title: aloud(/__title">(.*?)<\/h\d>/s) ?? "",
      price: aloud(/__price">(.*?)<\/p>/s),
      struck: aloud(/<s [^>]*>(.*?)<\/s>/s),
      added: added === null ? null : Number(added),
    };
  });
}

const editorAddress = () => `${front.adminUrl}/store/${shop.domain.split(".")[0]}/themes/current/editor`;

/** What the merchant saves in the theme editor; a checkbox that is off is left out, as by a browser. */
async function save(form: Record<string, string>): Promise<{ status: number; text: string }> {
  const body = new URLSearchParams({ heading: "", heading_level: "2", count: "8", layout: "grid", ...form });
  const response = await fetch(`${editorAddress()}/recommendations?template=product`, { method: "POST", body });
  return { status: response.status, text: await response.text() };
}

const EVERYTHING = { show_price: "1", show_compare_at_price: "1", show_add_button: "1" };

describe("price, struck price and added variant of a recommended product", () => {
  // Amounts in cents. `buys` is the variant, by its place, whose price is shown and which is added.
  const dear = { price: 3000, compareAtPrice: 3600, inventory: 5 };
  const cases: { name: string; variants: Variant[]; price: string; struck: string | null; buys: number | null }[] = [
    {
      name: "the cheaper variant is sold out",
      variants: [{ price: 900, inventory: 0 }, dear],
      price: "Regular price €36.00 €30.00",
      struck: "Regular price €36.00",
      buys: 1,
    },
    {
      name: "the dearer variant comes first",
      variants: [dear, { price: 900, inventory: 5 }],
      price: "From €9.00",
      struck: null,
      buys: 1,
    },
    {
      name: "the cheapest variant is the reduced one",
      variants: [{ price: 4000 }, { price: 900, compareAtPrice: 1200 }],
      price: "Regular price €12.00 From €9.00",
      struck: "Regular price €12.00",
      buys: 1,
    },
    {
      name: "only a dearer variant is reduced",
      variants: [{ price: 900 }, dear],
      price: "From €9.00",
      struck: null,
      buys: 0,
    },
    {
      name: "prices vary, but only among variants that are sold out",
      variants: [{ price: 900, inventory: 0 }, { price: 3000 }, { price: 9900, inventory: 0 }],
      price: "€30.00",
      struck: null,
      buys: 1,
    },
    {
      name: "everything is sold out",
      variants: [
        { ...dear, inventory: 0 },
        { price: 900, inventory: 0 },
      ],
      price: "Sold out From €9.00",
      struck: null,
      buys: null,
    },
    {
      name: "the regular price lies below",
      variants: [{ price: 900, compareAtPrice: 800 }],
      price: "€9.00",
      struck: null,
      buys: 0,
    },
    {
      name: "the regular price is the same",
      variants: [{ price: 900, compareAtPrice: 900 }],
      price: "€9.00",
      struck: null,
      buys: 0,
    },
    {
      name: "a hundred variants are sold out before the one that is not",
      variants: [
        ...Array.from({ length: 100 }, (_, n): Variant => ({ title: `Size ${n}`, price: 500 + n, inventory: 0 })),
        { price: 2000, compareAtPrice: 2500, inventory: 1 },
      ],
      price: "Regular price €25.00 €20.00",
      struck: "Regular price €25.00",
      buys: 100,
    },
  ];

  it.each(cases)("are one variant's where $name", async ({ variants, price, struck, buys }) => {
    await save(EVERYTHING);
    const { id, variants: stored } = product(...variants);
    const [shown] = await shownOn(hostOf([id]));
    expect(shown).toMatchObject({ price, struck, added: buys === null ? null : stored[buys]!.id });
  });

  it("hold for each of several products on one page", async () => {
    await save(EVERYTHING);
    const products = cases.map(({ variants }) => product(...variants));
    const shown = await shownOn(hostOf(products.map(({ id }) => id)));
    expect(shown.map(({ title }) => title)).toEqual(products.slice(0, 8).map(({ title }) => title));
    expect(shown.map(({ price }) => price)).toEqual(cases.slice(0, 8).map(({ price }) => price));
  });

  it("are said in the shopper's language", async () => {
    await save(EVERYTHING);
    const path = hostOf([product({ price: 900 }, dear).id, product({ price: 900, inventory: 0 }).id]);
    const shown = await shownOn(`${path}?locale=de`);
    expect(shown.map(({ price }) => price)).toEqual(["Ab €9.00", "Ausverkauft €9.00"]);
  });

  it.each([
    ["USD", "From $9.00"],
    ["JPY", "From ¥900"],
    ["KWD", "From KWD 0.900"],
  ])("are in the currency of a shop that sells in %s", async (currency, expected) => {
    shop = openShop(currency);
    await save(EVERYTHING);
    expect(currencyDigits(currency)).toBe({ USD: 2, JPY: 0, KWD: 3 }[currency]);
    const [shown] = await shownOn(hostOf([product({ price: 900 }, { price: 3000 }).id]));
    expect(shown!.price).toBe(expected);
  });
});

describe("the settings of the block", () => {
  it("are those of the schema until the theme editor changes them", async () => {
    const goods = Array.from({ length: 6 }, () => product({ price: 900 }));
    const path = hostOf(goods.map(({ id }) => id));
    expect(await shownOn(path)).toHaveLength(4);
    const untouched = await visit(path);
    expect(untouched).toContain("Goes well with");

    expect((await save({ count: "2", layout: "row", heading: "Also <nice>", heading_level: "3" })).status).toBe(200);
    const changed = await visit(path);
    expect(await shownOn(path)).toMatchObject([{ price: null }, { price: null }]);
    expect(changed).toContain("comeback-recommendations--row");
    expect(changed).toMatch(/<h3\s[^>]*>Also &lt;nice&gt;<\/h3>/);
    const editor = await (await fetch(`${editorAddress()}?template=product`)).text();
    expect(editor).toMatch(/type="number" min="2" max="8" step="1" value="2"/);
    expect(editor).toContain("Heading level");
    expect(editor).not.toContain("t:block");
  });

  it("are each shop's own", async () => {
    await save({ count: "2" });
    shop = openShop("EUR");
    expect(await shownOn(hostOf([1, 2, 3].map(() => product({ price: 900 }).id)))).toHaveLength(3);
  });

  it("are refused with a sentence when the schema does not allow them, and nothing is saved", async () => {
    const refused = await save({ count: "9" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Products shown: choose a number from 2 to 8 in steps of 1.");
    const path = hostOf([1, 2, 3, 4, 5].map(() => product({ price: 900 }).id));
    expect(await shownOn(path)).toHaveLength(4);
    const unknown = await fetch(`${editorAddress()}/nothing?template=product`, { method: "POST" });
    expect(unknown.status).toBe(422);
    expect(await (await fetch(`${editorAddress()}?template=cart`)).text()).toContain("no block for the template");
  });
});

describe("the block's list", () => {
  it.each(["app", "$app", "app--77"])(
    "is found where the store resolves the app's namespace only as %s",
    async (name) => {
      const recommended = {
        id: 2,
        title: "Found",
        url: "/products/found",
        available: true,
        variants: [{ price: 900 }],
      };
      const markup = await (
        await loadAppBlocks(EXTENSION)
      ).render("product", {
        product: { id: 1, metafields: { [name]: { recommendations: { value: [recommended] } } } },
        app: { metafields: { comeback: { namespace: { value: "app--77" } } } },
        shop: { currency: "EUR" },
        request: { locale: { iso_code: "en" } },
      });
      expect(markup).toContain("Found");
    },
  );
});
