import { useWords } from "~/ui/format/use-words";
import { TABLE_TEXTS } from "~/words/parts/tables";
import { AdminLink } from "./admin-link";

export interface CustomerLinkProps {
  readonly customerId: string;
  /** The number alone where a heading says what it is. */
  readonly text?: string;
}

/** A customer's page in the admin around the frame. */
export function CustomerLink({ customerId, text = customerId }: CustomerLinkProps) {
  const say = useWords(TABLE_TEXTS);
  // A person who was erased keeps a number below zero, of which Shopify knows nothing.
  if (customerId.startsWith("-")) return say("erased");
  return <AdminLink kind="customers" id={customerId} text={text} />;
}
