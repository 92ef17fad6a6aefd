import { describe, expect, it } from "vitest";
import { testStorefront } from "../../support/storefront/test-storefront";

const storefront = testStorefront();
const { sells, product, listsOn, shownOn, post, publish, publishForShop, save, visit } = storefront;

const shownLists = async (path: string, cookie?: string) =>
  (await listsOn(path, cookie)).map(({ place, list, products }) => ({
    name: `${place}.${list}`,
    titles: products.map(({ title }) => title),
  }));
const sellsMany = (...titles: string[]) => titles.map((title) => sells({ title }));
const idsOf = (products: readonly { readonly id: number }[]) => products.map(({ id }) => id);

describe("what sells now", () => {
  it.each([
    ["/", "home"],
    ["/search?q=nothingfound", "search"],
    ["/no-such-page", "not_found"],
  ])("stands on %s", async (path, place) => {
    publishForShop({ popular: idsOf(sellsMany("A", "B")) });
    expect(await shownLists(path)).toEqual([{ name: `${place}.popular`, titles: ["A", "B"] }]);
  });

  it("stands on a collection, without the products of the collection", async () => {
    sells({ title: "In it", collections: ["Tea"] });
    publishForShop({ popular: [1, sells({ title: "Elsewhere" }).id] });
    expect(await shownLists("/collections/tea")).toEqual([{ name: "collection.popular", titles: ["Elsewhere"] }]);
  });

  it("is not shown beside results, before a search, or where it is empty", async () => {
    const [found] = sellsMany("Found");
    expect(await shownLists("/")).toEqual([]);
    publishForShop({ popular: [found!.id] });
    expect(await shownLists("/search?q=found")).toEqual([]);
    expect(await shownLists("/search")).toEqual([]);
  });
});

describe("the cart", () => {
  const cartOf = async (...ids: number[]) => {
    let cookie = "";
    for (const id of ids) {
      const variant = storefront.shop.product(id)!.variants[0]!;
      cookie = (await post("/cart/add", { id: String(variant.id) }, cookie)).cookie;
    }
    return cookie;
  };

  it("adds up what its rows say of a partner, and leaves out what is in it", async () => {
    const [a, b, x, y, z] = idsOf(sellsMany("A", "B", "X", "Y", "Z")) as [number, number, number, number, number];
    publish(a, { cart_partners: [b, x, y, z], cart_weights: [900, 500, 400, 9] });
    publish(b, { cart_partners: [a, y, z], cart_weights: [900, 300, 10] });
    expect(await shownLists("/cart", await cartOf(a))).toEqual([{ name: "cart.cart", titles: ["B", "X", "Y", "Z"] }]);
    expect(await shownLists("/cart", await cartOf(a, b))).toEqual([{ name: "cart.cart", titles: ["Y", "X", "Z"] }]);
  });

  it("counts two variants of one product once", async () => {
    const tea = product({ price: 500 }, { price: 700 });
    const [x, y] = idsOf(sellsMany("X", "Y")) as [number, number];
    const other = sells();
    publish(tea.id, { cart_partners: [x], cart_weights: [300] });
    publish(other.id, { cart_partners: [y], cart_weights: [500] });
    let cookie = "";
    for (const { id } of [...tea.variants, ...other.variants])
      cookie = (await post("/cart/add", { id: String(id) }, cookie)).cookie;
    expect(await shownLists("/cart", cookie)).toEqual([{ name: "cart.cart", titles: ["Y", "X"] }]);
  });

  it("orders thirty partners of each of three rows by their sums, as plain arithmetic does", async () => {
    const partners = Array.from({ length: 60 }, (_, n) => sells({ title: `P${n}` }).id);
    const sums = new Map<number, number>();
    const rows = [0, 1, 2].map((row) => {
      const { id } = sells();
      const own = partners.filter((_, n) => (n * 7 + row * 11) % 60 < 30);
      const weights = own.map((partner, place) => 1000 - place * 29 - (partner % 5));
      publish(id, { cart_partners: own, cart_weights: weights });
      own.forEach((partner, place) => sums.set(partner, (sums.get(partner) ?? 0) + weights[place]!));
      return id;
    });
    await save({}, { block: "cart", template: "cart" });
    const [list] = await listsOn("/cart", await cartOf(...rows));
    const sumOf = (title: string) => sums.get(partners[Number(title.slice(1))]!)!;
    const best = [...sums.values()].sort((a, b) => b - a).slice(0, 8);
    expect(list!.products.map(({ title }) => sumOf(title))).toEqual(best);
  });

  it("keeps its order where a partner is not for sale any more, and its weight stays", async () => {
    const [a, x, y, z] = idsOf(sellsMany("A", "X", "Y", "Z")) as [number, number, number, number];
    publish(a, { cart_partners: [x, y, z], cart_weights: [500, 400, 9] });
    storefront.shop.updateProduct(x, { status: "ARCHIVED" });
    expect(await shownLists("/cart", await cartOf(a))).toEqual([{ name: "cart.cart", titles: ["Y", "Z"] }]);
  });

  it("shows what sells now where it is empty or nothing goes with it", async () => {
    const [a, b] = idsOf(sellsMany("A", "B")) as [number, number];
    publishForShop({ popular: [a, b] });
    expect(await shownLists("/cart")).toEqual([{ name: "cart.popular", titles: ["A", "B"] }]);
    expect(await shownLists("/cart", await cartOf(a))).toEqual([{ name: "cart.popular", titles: ["B"] }]);
  });
});

describe("the set", () => {
  const fieldsOf = (markup: string) =>
    Object.fromEntries(
      [...markup.matchAll(/<input type="hidden" name="(items[^"]*)" value="([^"]*)"/g)].map((match) => [
        match[1]!,
        match[2]!,
      ]),
    );

  it("adds all of its products by one plain form, those recommended with their tag", async () => {
    const [tea, cup, pot] = [product({ price: 500 }), product({ price: 700 }), product({ price: 1900 })];
    publish(tea.id, { bought_together: [cup.id, pot.id] });
    const [set] = await listsOn(`/products/${tea.handle}`);
    expect(set).toMatchObject({ heading: "Often bought together", list: "set" });
    expect(set!.markup).toContain("Total €31.00");
    expect(set!.markup).toContain("Add 3 products to cart");
    const { status, cookie } = await post("/cart/add", fieldsOf(set!.markup));
    expect(status).toBe(303);
    const cart = await visit("/cart", cookie);
    expect(cart.match(/class="line"/g)).toHaveLength(3);
    const kept = JSON.parse(Buffer.from(/\bcart=([^;]+)/.exec(cookie)![1]!, "base64url").toString()) as {
      lines: unknown[];
    };
    expect(kept.lines).toEqual([
      { variantId: tea.variants[0]!.id, quantity: 1, properties: {} },
      { variantId: cup.variants[0]!.id, quantity: 1, properties: { _rec: "product.set.1" } },
      { variantId: pot.variants[0]!.id, quantity: 1, properties: { _rec: "product.set.2" } },
    ]);
  });

  it("gives no two elements of its page one id", async () => {
    const [tea, cup] = [product({ price: 500 }), product({ price: 700 })];
    publish(tea.id, { bought_together: [cup.id] });
    const ids = [...(await visit(`/products/${tea.handle}`)).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  });

  it("adds nothing when one of them sold out meanwhile", async () => {
    const [tea, cup] = [product({ price: 500 }), product({ price: 700, inventory: 1 })];
    publish(tea.id, { bought_together: [cup.id] });
    const [set] = await listsOn(`/products/${tea.handle}`);
    storefront.shop.setInventory(cup.variants[0]!.id, 0);
    expect(await post("/cart/add", fieldsOf(set!.markup))).toMatchObject({ status: 422, cookie: "" });
  });

  it("leaves out partners that leave something to choose", async () => {
    const [tea, cup, shirt] = [product({ price: 500 }), sells({ title: "Cup" }), product({ price: 1 }, { price: 2 })];
    publish(tea.id, { bought_together: [shirt.id, cup.id] });
    const [set] = await listsOn(`/products/${tea.handle}`);
    expect(set!.products.map(({ title }) => title)).toEqual([tea.title, "Cup"]);
  });

  it.each([
    ["the product itself leaves something to choose", [{ price: 5 }, { price: 6 }]],
    ["the product itself is sold out", [{ price: 5, inventory: 0 }]],
  ])("is links without a button where %s", async (_case, variants) => {
    const [host, cup] = [product(...variants), sells({ title: "Cup" })];
    publish(host.id, { bought_together: [cup.id] });
    const [set] = await listsOn(`/products/${host.handle}`);
    expect(set!.products.map(({ title, href }) => [title, href])).toEqual([
      ["Cup", `/products/${cup.handle}?cb=product.set.1`],
    ]);
    expect(set!.markup).not.toContain("<form");
  });
});

describe("where a recommendation stands", () => {
  it("is in its link and in the line its button adds, and not in the canonical address", async () => {
    await save({ show_add_button: "1" });
    const [a, b] = sellsMany("A", "B");
    const host = sells();
    publish(host.id, { recommendations: [a!.id, b!.id] });
    const path = `/products/${host.handle}`;
    expect(await shownOn(path)).toMatchObject([
      { href: `/products/${a!.handle}?cb=product.together.1`, tag: "product.together.1" },
      { href: `/products/${b!.handle}?cb=product.together.2`, tag: "product.together.2" },
    ]);
    const page = await visit(`/products/${a!.handle}?cb=product.together.1`);
    expect(page).toContain(`<link rel="canonical" href="/products/${a!.handle}">`);
  });

  it("stands behind the variant in the address of a product that has several", async () => {
    const several = product({ price: 900 }, { price: 800 });
    const path = storefront.hostOf([several.id]);
    expect((await shownOn(path))[0]?.href).toBe(
      `/products/${several.handle}?variant=${several.variants[1]!.id}&cb=product.together.1`,
    );
  });
});

describe("the shopper's language", () => {
  it.each([
    ["en", "Goes well with", "Often bought together", "Add 2 products to cart"],
    ["de", "Passt gut dazu", "Oft zusammen gekauft", "2 Produkte in den Warenkorb"],
    ["fr", "Va bien avec", "Souvent achetés ensemble", "Ajouter les 2 produits au panier"],
    ["es", "Combina bien con", "Comprados juntos a menudo", "Añadir los 2 productos al carrito"],
    ["ar", "يتناسب جيدًا مع", "تُشترى معًا غالبًا", "أضف المنتجين إلى السلة"],
  ])("in %s", async (locale, together, set, add) => {
    const [a, b] = sellsMany("A", "B");
    const host = sells();
    publish(host.id, { recommendations: [a!.id], bought_together: [b!.id] });
    const lists = await listsOn(`/products/${host.handle}?locale=${locale}`);
    expect(lists.map(({ heading }) => heading)).toEqual([set, together]);
    expect(lists[0]!.markup).toContain(add);
  });
});

describe("the cart drawer", () => {
  it("gets its list on every page but the cart's, once the merchant switched it on", async () => {
    publishForShop({ popular: idsOf(sellsMany("A", "B")) });
    const waits = async (path: string) => (await visit(path)).includes('id="comeback-drawer"');
    expect(await waits("/search")).toBe(false);
    await storefront.openCartAsDrawer();
    expect(await waits("/search")).toBe(true);
    expect(await waits("/cart")).toBe(false);
    expect(await shownLists("/search")).toEqual([{ name: "drawer.popular", titles: ["A", "B"] }]);
  });
});
