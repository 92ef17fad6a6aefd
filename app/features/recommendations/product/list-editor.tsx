import { useWords } from "~/ui/format/use-words";
import type { Formatters } from "~/ui/format/formatters";
import { PostButton } from "~/ui/forms/post-button";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { TextField } from "~/ui/forms/text-field";
import { BlockStack, Box, InlineGrid, InlineStack, Text } from "~/ui/polaris";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { reasonOf } from "../list-reason";
import { ListWishButton } from "../wishes/list-wish-button";
import type { ListWish } from "../wishes/read-list-wish";
import { useListWish } from "../wishes/use-list-wish";
import type { ProductListsView } from "./load-product-lists.server";

export interface ListEditorProps {
  readonly view: ProductListsView;
  readonly format: Formatters;
}

/** Pins in their order, then what was ranked; every place with what can be done about it. */
export function ListEditor({ view, format }: ListEditorProps) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const { productId, pinned, lists } = view;
  const pinnedIds = new Set(pinned.map((pin) => pin.productId));
  const button = (intent: ListWish["what"] & ("pin" | "unpin" | "up" | "down" | "ban"), id: string, title: string) => (
    <ListWishButton
      key={intent}
      intent={intent}
      label={say(`detail.${intent}`)}
      name={say(`detail.of.${intent}`, { title })}
      // A ban names the product that is not shown first.
      productId={intent === "ban" ? id : productId}
      otherId={intent === "ban" ? productId : id}
    />
  );
  return (
    <BlockStack gap="400">
      <ol className="cb-ranks">
        {pinned.map(({ productId: id, title, isShown }, place) => (
          <EditedPlace
            key={id}
            title={title}
            reason={isShown ? say("filledBy.pinned") : say("detail.unshown")}
            buttons={[
              ...(place > 0 ? [button("up", id, title)] : []),
              ...(place < pinned.length - 1 ? [button("down", id, title)] : []),
              button("unpin", id, title),
            ]}
          />
        ))}
        {lists.together
          .filter((entry) => !pinnedIds.has(entry.productId))
          .map((entry) => (
            <EditedPlace
              key={entry.productId}
              title={entry.title}
              reason={reasonOf(entry, say, format)}
              buttons={[button("pin", entry.productId, entry.title), button("ban", entry.productId, entry.title)]}
            />
          ))}
      </ol>
      <PinForm productId={productId} />
      {view.bannedBeside.length > 0 && (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {say("detail.banned")}
          </Text>
          <BlockStack as="ul" gap="150">
            {view.bannedBeside.map((other) => (
              <li key={other.productId}>
                <InlineStack align="space-between" gap="200">
                  <Text as="span" breakWord>
                    {other.title}
                  </Text>
                  <ListWishButton
                    intent="allow"
                    label={say("detail.allow")}
                    name={say("detail.allowOf", { title: other.title })}
                    productId={other.productId}
                    otherId={productId}
                  />
                </InlineStack>
              </li>
            ))}
          </BlockStack>
        </BlockStack>
      )}
      <BlockStack gap="200">
        <Text as="p" tone="subdued">
          {say(view.isBanned ? "detail.bannedEverywhere" : "detail.banEverywhereNote")}
        </Text>
        <ListWishButton
          intent={view.isBanned ? "allow" : "ban"}
          label={say(view.isBanned ? "detail.allowEverywhere" : "detail.banEverywhere")}
          productId={productId}
        />
      </BlockStack>
    </BlockStack>
  );
}

function EditedPlace({
  title,
  reason,
  buttons,
}: {
  readonly title: string;
  readonly reason: string;
  readonly buttons: readonly React.ReactNode[];
}) {
  return (
    <li>
      <Box paddingBlockEnd="100">
        <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 2fr) minmax(0, 2fr) auto" }} gap="200">
          <Text as="span" breakWord>
            {title}
          </Text>
          <Text as="span" tone="subdued">
            {reason}
          </Text>
          <InlineStack gap="100">{buttons}</InlineStack>
        </InlineGrid>
      </Box>
    </li>
  );
}

function PinForm({ productId }: { readonly productId: string }) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const { Form, isBusy, error } = useListWish();
  return (
    <Form method="post">
      <HiddenFields fields={[["product", productId]]} />
      <TextField
        name="title"
        label={say("detail.pinTitle")}
        note={say("detail.pinTitleNote")}
        maxLength={255}
        initial=""
        error={error}
        button={<PostButton intent="pinTitle" label={say("detail.pin")} isBusy={isBusy} />}
      />
    </Form>
  );
}
