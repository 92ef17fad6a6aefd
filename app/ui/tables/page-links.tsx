import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { Pagination } from "~/ui/polaris";
import { TABLE_TEXTS } from "~/words/parts/tables";

export interface PageLinksProps {
  /** "Pages of customers". */
  readonly label: string;
  /** How many rows there are in all, in words: "412 customers". */
  readonly counted?: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** The address of another page of the list. */
  readonly pageUrl: (page: number) => string;
  readonly format: Formatters;
}

/** Where a reader is in a long list, and the way on and back. */
export function PageLinks({ label, counted, page, pages, pageUrl, format }: PageLinksProps) {
  const say = useWords(TABLE_TEXTS);
  const place = { page: format.count(page), pages: format.count(pages) };
  return (
    <Pagination
      type="table"
      accessibilityLabel={label}
      accessibilityLabels={{ previous: say("previous"), next: say("next") }}
      label={counted ? say("countedPage", { counted, ...place }) : say("page", place)}
      {...(page > 1 && { hasPrevious: true, previousURL: pageUrl(page - 1) })}
      {...(page < pages && { hasNext: true, nextURL: pageUrl(page + 1) })}
    />
  );
}
