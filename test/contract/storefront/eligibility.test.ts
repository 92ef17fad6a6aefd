import { describe, expect, it } from "vitest";
import { testStorefront } from "../../support/storefront/test-storefront";

const storefront = testStorefront();
const { sells, hostOf, shownOn, listsOn, post, publish, save } = storefront;
const titlesOn = async (path: string, cookie?: string) => (await shownOn(path, cookie)).map(({ title }) => title);

describe("a recommended product", () => {
  it.each([
    ["costs something", { variants: [{ price: 0 }] }],
    ["is no gift card", { isGiftCard: true }],
    ["is published", { status: "DRAFT" }],
    ["is not unlisted", { status: "UNLISTED" }],
    ["is in stock", { variants: [{ price: 900, inventory: 0 }] }],
  ] as const)("%s", async (_claim, fault) => {
    const path = hostOf([sells({ title: "Wrong", ...fault }).id, sells({ title: "Right" }).id]);
    expect(await titlesOn(path)).toEqual(["Right"]);
  });

  it("may be sold out where the merchant allows it", async () => {
    await save({});
    const path = hostOf([sells({ title: "Gone", variants: [{ price: 900, inventory: 0 }] }).id]);
    expect(await titlesOn(path)).toEqual(["Gone"]);
  });

  it("is not in the cart, by none of its variants", async () => {
    const { id, variants } = sells({ title: "Taken", variants: [{ price: 900 }, { price: 950 }] });
    const path = hostOf([id, sells({ title: "Other" }).id]);
    const { cookie } = await post("/cart/add", { id: String(variants[1]!.id) });
    expect(await titlesOn(path)).toEqual(["Taken", "Other"]);
    expect(await titlesOn(path, cookie)).toEqual(["Other"]);
  });

  it("is not the product of the page", async () => {
    const other = sells({ title: "Other" });
    const { id, handle } = sells();
    publish(id, { recommendations: [id, other.id], similar: [id, other.id] });
    expect(await titlesOn(`/products/${handle}`)).toEqual(["Other"]);
  });

  it("stands on a page once: in the set, else among complements, else among similar products", async () => {
    const [a, b, c, d] = ["A", "B", "C", "D"].map((title) => sells({ title }).id) as [number, number, number, number];
    const { id, handle, title } = sells();
    publish(id, { bought_together: [a], recommendations: [a, b, c], similar: [b, a, d, d] });
    const lists = await listsOn(`/products/${handle}`);
    expect(lists.map(({ list, products }) => [list, products.map((each) => each.title)])).toEqual([
      ["set", [title, "A"]],
      ["together", ["B", "C"]],
      ["similar", ["D"]],
    ]);
  });

  it("stands once in one list, however often it is published", async () => {
    const { id, title } = sells();
    expect(await titlesOn(hostOf([id, id, id]))).toEqual([title]);
  });
});
