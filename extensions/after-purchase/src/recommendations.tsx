/** @jsxImportSource preact */
import type { Money, OfferedProduct, OfferedVariant } from "./recommended-products";

/** What the block asks of the page it stands on, whichever it is. */
export interface Speech {
  translate(key: string, values?: Record<string, string>): string;
  formatCurrency(amount: number, options: { currency: string }): string;
}

interface RecommendationsProps {
  readonly products: readonly OfferedProduct[];
  readonly place: string;
  readonly speech: Speech;
}

/** The products that go well with what was bought; each link tells where it stood. */
export function Recommendations({ products, place, speech }: RecommendationsProps) {
  return (
    <s-section heading={speech.translate("heading")}>
      <s-stack gap="base">
        {products.map((product, at) => (
          <s-grid key={product.id} gridTemplateColumns="auto 1fr" gap="base" alignItems="center">
            <s-product-thumbnail
              src={product.featuredImage?.url}
              alt={product.featuredImage?.altText ?? product.title}
              size="small"
            />
            <s-stack gap="none">
              <s-link href={linkOf(product, place, at + 1)}>{product.title}</s-link>
              <Price product={product} speech={speech} />
            </s-stack>
          </s-grid>
        ))}
      </s-stack>
    </s-section>
  );
}

/** One variant's price with its own regular and unit price, or the lowest of several. */
function Price({ product, speech }: { product: OfferedProduct; speech: Speech }) {
  const { minVariantPrice, maxVariantPrice } = product.priceRange;
  const money = ({ amount, currencyCode }: Money) => speech.formatCurrency(Number(amount), { currency: currencyCode });
  if (Number(minVariantPrice.amount) < Number(maxVariantPrice.amount)) {
    return <s-text>{speech.translate("from_price", { price: money(minVariantPrice) })}</s-text>;
  }
  const variant = product.selectedOrFirstAvailableVariant!;
  const unitPrice = unitPriceOf(variant, money);
  return (
    <>
      <s-stack direction="inline" gap="small-200">
        <s-text>{money(variant.price)}</s-text>
        {isReduced(variant) && (
          <s-text type="redundant" accessibilityVisibility="visible">
            {money(variant.compareAtPrice!)}
          </s-text>
        )}
      </s-stack>
      {unitPrice && <s-text color="subdued">{unitPrice}</s-text>}
    </>
  );
}

function isReduced({ price, compareAtPrice }: OfferedVariant): boolean {
  return Number(compareAtPrice?.amount ?? 0) > Number(price.amount);
}

/** As in "€2.40 / 100 ml"; null where the variant has none. */
function unitPriceOf({ unitPrice, unitPriceMeasurement }: OfferedVariant, money: (of: Money) => string): string | null {
  if (!unitPrice || !unitPriceMeasurement?.referenceUnit) return null;
  const { referenceValue, referenceUnit } = unitPriceMeasurement;
  const unit = UNITS[referenceUnit] ?? referenceUnit.toLowerCase();
  return `${money(unitPrice)} / ${referenceValue === 1 ? "" : `${referenceValue} `}${unit}`;
}

/** Units whose sign is not their name in small letters. */
const UNITS: Readonly<Record<string, string>> = { L: "L", M2: "m²", M3: "m³", FL_OZ: "fl oz", FT2: "ft²" };

function linkOf({ onlineStoreUrl }: OfferedProduct, place: string, position: number): string {
  const url = new URL(onlineStoreUrl!);
  url.searchParams.set("cb", `${place}.together.${position}`);
  return url.href;
}
