import { describe, expect, it } from "vitest";
import { loadAppBlocks } from "../../simulator/storefront/app-blocks/app-blocks";
import { EXTENSION } from "../../support/storefront/open-storefront";

describe("the app's namespace", () => {
  it.each(["app", "$app", "app--77"])("is found where the store resolves it only as %s", async (name) => {
    const recommended = { id: 2, title: "Found", url: "/products/found", available: true, price: 900, variants: [{}] };
    const markup = await (
      await loadAppBlocks(EXTENSION)
    ).render("product", {
      product: {
        ...{ id: 1, variants: [{}] },
        metafields: { [name]: { recommendations: { value: [recommended] } } },
      },
      app: { metafields: { comeback: { namespace: { value: "app--77" } } } },
      shop: { currency: "EUR" },
      request: { locale: { iso_code: "en" }, page_type: "product" },
    });
    expect(markup).toContain("Found");
  });
});
