import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { createFormatters } from "~/ui/format/formatters";
import type { PreviewedEntry } from "./load-product-lists.server";
import { StorefrontPreview } from "./storefront-preview";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const entry = (productId: string, title: string): PreviewedEntry => ({
  ...{ rank: 1, productId, title, filledBy: "similar_product", evidence: null },
  ...{ imageUrl: null, lowestPrice: 1000, highestPrice: 1000 },
});

it("leaves out of the list what the set above it shows", () => {
  const [cup, spoon] = [entry("1", "Cup"), entry("2", "Spoon")];
  const html = renderToStaticMarkup(
    <AppProvider i18n={english}>
      <StorefrontPreview lists={{ set: [cup], together: [cup, spoon], similar: [] }} format={format} />
    </AppProvider>,
  );
  const words = html.replaceAll(/<[^>]*>/g, " ");
  expect(words.match(/Often bought together|Goes well with|Cup|Spoon/g)).toEqual([
    ...["Often bought together", "Cup"],
    ...["Goes well with", "Spoon"],
  ]);
});
