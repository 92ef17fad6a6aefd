import { describe, expect, it } from "vitest";
import { testStorefront } from "../../support/storefront/test-storefront";

const storefront = testStorefront();
const { product, hostOf, shownOn, visit, save, sellIn, editorAddress } = storefront;

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
    sellIn("EUR");
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
    expect(await (await fetch(`${editorAddress()}?template=page`)).text()).toContain("no block for the template");
  });
});
