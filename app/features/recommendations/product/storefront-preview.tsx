import { useWords } from "~/ui/format/use-words";
import type { Formatters } from "~/ui/format/formatters";
import { BlockStack, Text } from "~/ui/polaris";
import { MOST_SHOWN } from "~/domain/recommendations/showing/list-kinds";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { reasonOf } from "../list-reason";
import type { PreviewedEntry, ProductListsView } from "./load-product-lists.server";

const LISTS = ["set", "together", "similar"] as const;

/** The lists of a product as its page in the storefront shows them, with the reason for each place. */
export function StorefrontPreview({
  lists,
  format,
}: {
  readonly lists: ProductListsView["lists"];
  readonly format: Formatters;
}) {
  const say = useWords(RECOMMENDATION_TEXTS);
  // As in the block, what the set shows is left out of the list below it.
  const inSet = new Set(lists.set.map((entry) => entry.productId));
  const shown = { ...lists, together: lists.together.filter((entry) => !inSet.has(entry.productId)) };
  return (
    <BlockStack gap="500">
      {LISTS.map((list) => (
        <BlockStack key={list} gap="200">
          <Text as="h3" variant="headingSm">
            {say(`detail.list.${list}`)}
          </Text>
          {shown[list].length === 0 ? (
            <Text as="p" tone="subdued">
              {say(`detail.emptyList.${list}`)}
            </Text>
          ) : (
            <ul className="cb-previews">
              {shown[list].slice(0, MOST_SHOWN).map((entry) => (
                <PreviewedProduct key={entry.productId} entry={entry} format={format} />
              ))}
            </ul>
          )}
        </BlockStack>
      ))}
    </BlockStack>
  );
}

function PreviewedProduct({ entry, format }: { readonly entry: PreviewedEntry; readonly format: Formatters }) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const { title, imageUrl, lowestPrice, highestPrice } = entry;
  const price = format.money(lowestPrice);
  return (
    <li className="cb-preview">
      {imageUrl ? (
        <img className="cb-preview__picture" src={imageUrl} alt="" loading="lazy" width={160} height={160} />
      ) : (
        <span className="cb-preview__picture">{say("detail.noPicture")}</span>
      )}
      <Text as="span" fontWeight="semibold" breakWord>
        {title}
      </Text>
      <Text as="span">{lowestPrice === highestPrice ? price : say("detail.from", { price })}</Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {reasonOf(entry, say, format)}
      </Text>
    </li>
  );
}
