import { describe, expect, it } from "vitest";
import { currencyDigits } from "../../simulator/money/money";
import type { Variant } from "../../support/storefront/open-storefront";
import { testStorefront } from "../../support/storefront/test-storefront";

const storefront = testStorefront();
const { product, sells, hostOf, shownOn, save } = storefront;

const EVERYTHING = { show_price: "1", show_compare_at_price: "1", show_add_button: "1" };

describe("price, struck price and added variant of a recommended product", () => {
  // Amounts in cents. `buys` is the variant, by its place, whose price is shown and which is added or linked.
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
    const bought = buys === null ? null : stored[buys]!.id;
    const isChoice = stored.length > 1;
    expect(shown).toMatchObject({ price, struck, added: isChoice ? null : bought });
    // Where there is something to choose the shopper lands on the variant whose price was shown.
    expect(/variant=(\d+)/.exec(shown?.choose ?? "")?.[1] ?? null).toBe(isChoice && bought ? String(bought) : null);
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
    storefront.sellIn(currency);
    await save(EVERYTHING);
    expect(currencyDigits(currency)).toBe({ USD: 2, JPY: 0, KWD: 3 }[currency]);
    const [shown] = await shownOn(hostOf([product({ price: 900 }, { price: 3000 }).id]));
    expect(shown!.price).toBe(expected);
  });
});

describe("the unit price of a recommended product", () => {
  const per100g = (grams: number) => ({
    unitPriceMeasurement: { quantityValue: grams, quantityUnit: "g", referenceValue: 100, referenceUnit: "g" },
  });

  it("is that of the variant whose price is shown", async () => {
    const { id } = product({ price: 2000, ...per100g(1000) }, { price: 1000, ...per100g(250) });
    const [shown] = await shownOn(hostOf([id]));
    expect(shown).toMatchObject({
      price: "From €10.00 Unit price €4.00 / 100 g",
      unitPrice: "Unit price €4.00 / 100 g",
    });
  });

  it("says no number before a unit of one", async () => {
    const unitPriceMeasurement = { quantityValue: 2, quantityUnit: "l", referenceValue: 1, referenceUnit: "l" };
    const [shown] = await shownOn(hostOf([product({ price: 500, unitPriceMeasurement }).id]));
    expect(shown?.unitPrice).toBe("Unit price €2.50 / l");
  });

  it("is left out where the variant has none", async () => {
    const [shown] = await shownOn(hostOf([product({ price: 500 }).id]));
    expect(shown?.unitPrice).toBeNull();
  });
});

describe("a product that leaves something to choose", () => {
  const monthly = [{ name: "Monthly", percentOff: 10 }];

  it("is linked where there is a subscription beside the single purchase, at the single price", async () => {
    await save(EVERYTHING);
    const { id, handle } = sells({ sellingPlans: monthly });
    const [shown] = await shownOn(hostOf([id]));
    const href = `/products/${handle}?cb=product.together.1`;
    expect(shown).toMatchObject({ price: "€9.00", added: null, choose: href, href });
  });

  it("costs what its first plan asks where it is sold by subscription only", async () => {
    await save(EVERYTHING);
    const [shown] = await shownOn(hostOf([sells({ sellingPlans: monthly, requiresSellingPlan: true }).id]));
    expect(shown).toMatchObject({ price: "Regular price €9.00 €8.10", struck: "Regular price €9.00", added: null });
  });

  it("has no button and no link beside it when it is sold out", async () => {
    await save(EVERYTHING);
    const { id } = product({ price: 900, inventory: 0 }, { price: 950, inventory: 0 });
    expect(await shownOn(hostOf([id]))).toMatchObject([{ added: null, choose: null }]);
  });
});

describe("prices in another market", () => {
  it("are the market's, in its money, for one variant as for all", async () => {
    storefront.sellIn("EUR", { markets: [{ countries: ["JP"], currencyCode: "JPY", rate: 162.5 }] });
    await save(EVERYTHING);
    const unitPriceMeasurement = { quantityValue: 500, quantityUnit: "g", referenceValue: 100, referenceUnit: "g" };
    const { id } = product({ price: 1000, compareAtPrice: 1200, unitPriceMeasurement }, { price: 3000 });
    const path = hostOf([id]);
    expect((await shownOn(path))[0]?.price).toBe("Regular price €12.00 From €10.00 Unit price €2.00 / 100 g");
    expect((await shownOn(path, "localization=JP"))[0]?.price).toBe(
      "Regular price ¥1,950 From ¥1,625 Unit price ¥325 / 100 g",
    );
  });
});
