import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { EXTENSION } from "../../support/storefront/open-storefront";
import { testStorefront } from "../../support/storefront/test-storefront";

const schemaOf = (block: string) => {
  const source = readFileSync(join(EXTENSION, "blocks", `${block}.liquid`), "utf8");
  return z
    .object({ target: z.string(), settings: z.array(z.looseObject({ id: z.string(), type: z.string() })) })
    .parse(JSON.parse(/\{% schema %\}(.*)\{% endschema %\}/s.exec(source)![1]!));
};
const blocks = readdirSync(join(EXTENSION, "blocks")).map((file) => file.replace(".liquid", ""));

/** A page each block stands on. */
const PAGES: Readonly<Record<string, { readonly template: string; readonly path: string }>> = {
  recommendations: { template: "product", path: "/products/host" },
  similar: { template: "product", path: "/products/host" },
  viewed: { template: "search", path: "/search?section_id=template--search__apps&q=id:IDS" },
  "for-you": { template: "search", path: "/search?section_id=template--search__apps&q=id:IDS" },
  popular: { template: "index", path: "/" },
  cart: { template: "cart", path: "/cart" },
  "cart-drawer": { template: "index", path: "/" },
};
/** What stands in the empty list only, which the answer for its section leaves out. */
const ELSEWHERE: Readonly<Record<string, string>> = { heading: "/", count: "/", layout: "/", proxy_path: "/" };

type Setting = ReturnType<typeof schemaOf>["settings"][number];

/** A value as the editor's form sends it, other than the one given. */
function changed({ type, default: standard, options, min }: Setting): string {
  if (type === "checkbox") return standard === true ? "" : "1";
  if (type === "range") return String(min);
  if (type === "text") return ".other";
  const values = (options as { value: string }[]).map(({ value }) => value);
  return values.find((value) => value !== standard)!;
}
const standardOf = ({ type, default: standard }: Setting) =>
  type === "checkbox" ? (standard === true ? "1" : "") : String(standard ?? "");

const storefront = testStorefront();
let ids: number[];
let cookie: string;

beforeEach(async () => {
  const { sells, publish, publishForShop, shop } = storefront;
  const host = sells({ title: "Host" });
  const goods = Array.from({ length: 16 }, (_, n) =>
    sells({ variants: [{ price: 900, compareAtPrice: 1200, inventory: n % 2 === 0 ? 0 : 5 }] }),
  ).map(({ id }) => id);
  ids = goods.slice(0, 10);
  const [a, b] = [sells().id, sells().id];
  // Similar products have some of their own: they leave out what complements may show.
  publish(host.id, { recommendations: ids, bought_together: [a, b], similar: goods.slice(10) });
  publishForShop({ popular: ids });
  publish(a, { cart_partners: ids, cart_weights: ids.map(() => 5) });
  const { id: customer } = shop.createCustomer();
  const { cookie: cart } = await storefront.post("/cart/add", { id: String(shop.product(a)!.variants[0]!.id) });
  cookie = `${cart}; buyer=${customer}`;
});

/** What a block writes into a page. */
function markupOf(block: string, page: string): string {
  const [, own = ""] = page.split(`id="shopify-block-${block}_simulated"`);
  return own.split(/id="shopify-block-|<\/main>/)[0]!;
}

describe.each(blocks)("the block %s", (block) => {
  const { target, settings } = schemaOf(block);
  const { template, path } = PAGES[block]!;
  const standard = Object.fromEntries(settings.map((setting) => [setting.id, standardOf(setting)]));
  const save = (values: Record<string, string>) => {
    const form = { ...standard, ...values };
    return storefront.save(target === "body" ? { ...form, is_switched_on: "1" } : form, { block, template });
  };

  it("has its settings in the theme editor", async () => {
    const editor = await (await fetch(`${storefront.editorAddress()}?template=${template}`)).text();
    for (const { id } of settings) expect(editor).toContain(`id="${block}-${id}"`);
  });

  it.each(settings.map((setting) => [setting.id, setting] as const))("shows what %s says", async (id, setting) => {
    const isFetched = path.includes("section_id");
    const page =
      (isFetched && ELSEWHERE[id]) || path.replace("id:IDS", ids.map((each) => `id:${each}`).join("%20OR%20"));
    const markup = async () => markupOf(block, await storefront.visit(page, cookie));
    await save({});
    const before = await markup();
    expect(before).toContain("comeback-");
    expect(await markup()).toBe(before);
    expect((await save({ [id]: changed(setting) })).status).toBe(200);
    expect(await markup()).not.toBe(before);
  });
});

describe("the texts of the blocks", () => {
  const keysOf = (value: unknown, prefix = ""): string[] =>
    typeof value === "object" && value !== null && !("other" in value)
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${prefix}.${key}`))
      : [prefix];
  const textsOf = (file: string) => JSON.parse(readFileSync(join(EXTENSION, "locales", file), "utf8")) as unknown;

  it.each(["de", "fr", "es", "ar"])("are all there in %s", (language) => {
    for (const ending of ["json", "schema.json"]) {
      expect(keysOf(textsOf(`${language}.${ending}`))).toEqual(keysOf(textsOf(`en.default.${ending}`)));
    }
  });
});
