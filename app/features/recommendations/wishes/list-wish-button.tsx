import { HiddenFields } from "~/ui/forms/hidden-fields";
import { PostButton } from "~/ui/forms/post-button";
import type { ListWish } from "./read-list-wish";
import { useListWish } from "./use-list-wish";

export interface ListWishButtonProps {
  readonly intent: ListWish["what"];
  readonly productId?: string;
  readonly otherId?: string | undefined;
  readonly label: string;
  /** For screen readers, where buttons of the page share a label. */
  readonly name?: string;
  /** Something of the kind goes on already. */
  readonly isBusy?: boolean;
}

/** A wish of one press. */
export function ListWishButton({ intent, productId, otherId, label, name, isBusy = false }: ListWishButtonProps) {
  const wish = useListWish();
  const fields: [string, string][] = [];
  if (productId !== undefined) fields.push(["product", productId]);
  if (otherId !== undefined) fields.push(["other", otherId]);
  const isAsked = wish.asked?.get("intent") === intent && fields.every(([field, id]) => wish.asked?.get(field) === id);
  return (
    <wish.Form method="post">
      <HiddenFields fields={fields} />
      <PostButton intent={intent} label={label} {...(name && { name })} isBusy={isBusy || isAsked} />
    </wish.Form>
  );
}
