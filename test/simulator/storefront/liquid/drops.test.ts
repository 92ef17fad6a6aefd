import { Liquid } from "liquidjs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeMetafield } from "../../store/records/metafield";
import { openStore, type Store } from "../../store/store";
import type { ShopStore } from "../../store/shop-store";
import { ProductDrop } from "./drops";
import { inMarketOf } from "../buyer/market";

let store: Store;
let shop: ShopStore;
beforeEach(() => {
  store = openStore({ file: ":memory:" });
  shop = store.createShop({
    ...{ domain: "soap.myshopify.com", name: "Soap", ianaTimezone: "UTC", currencyCode: "EUR" },
    markets: [{ countries: ["JP"], currencyCode: "JPY", rate: 162.5 }],
  });
  shop.createProduct({ id: 7, title: "Bar", variants: [{ id: 70, price: 1000 }, { price: 1290 }] });
});
afterEach(() => store.close());

const FORMS = ['["$app"]', ".app", '["app--12"]', ".other"];

async function resolved(): Promise<string[]> {
  const product = shop.product(7);
  if (product === undefined) throw new Error("the product is gone");
  const read = (form: string) =>
    new Liquid().parseAndRender(`{{ product.metafields${form}.note.value }}`, {
      product: new ProductDrop(shop, product),
    });
  return Promise.all(FORMS.map(read));
}

it("a theme reads the app's metafields by every name, or by $app alone where the shop knows no other", async () => {
  const field = { ownerGid: "gid://shopify/Product/7", key: "note", type: "single_line_text_field" };
  const dates = { createdAt: 0, updatedAt: 0 };
  writeMetafield(store.database, shop.id, { id: 1, ...field, namespace: "app--12", value: "ours", ...dates });
  writeMetafield(store.database, shop.id, { id: 2, ...field, namespace: "other", value: "theirs", ...dates });
  expect(await resolved()).toEqual(["ours", "ours", "ours", "theirs"]);
  shop.updateProfile({ resolvesOnlyDollarApp: true });
  expect(await resolved()).toEqual(["ours", "", "", "theirs"]);
});

it("a buyer in another market sees its money, and the shop goes on counting in its own", () => {
  const seen = inMarketOf(shop, "JP");
  expect(seen.profile().currencyCode).toBe("JPY");
  expect(seen.product(7)?.variants.map(({ price }) => price)).toEqual([1625, 2096]);
  expect(seen.variant(70)?.price).toBe(1625);
  const { currencyCode: presentmentCurrency } = seen.profile();
  const { id } = seen.createCheckout({ lines: [{ productId: 7, quantity: 1 }], presentmentCurrency });
  expect(shop.completeCheckout(id)).toMatchObject({
    ...{ currencyCode: "EUR", presentmentCurrency: "JPY", presentmentRate: 162.5 },
    lines: [{ unitPrice: 1000 }],
  });
  expect(inMarketOf(shop, "DE")).toBe(shop);
});
