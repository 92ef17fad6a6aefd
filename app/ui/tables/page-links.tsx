import type { Formatters } from "~/ui/formatters";
import { Pagination } from "~/ui/polaris";

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
  return (
    <Pagination
      type="table"
      accessibilityLabel={label}
      accessibilityLabels={{ previous: "Previous page", next: "Next page" }}
      label={`${counted ? `${counted}, page` : "Page"} ${format.count(page)} of ${format.count(pages)}`}
      {...(page > 1 && { hasPrevious: true, previousURL: pageUrl(page - 1) })}
      {...(page < pages && { hasNext: true, nextURL: pageUrl(page + 1) })}
    />
  );
}
