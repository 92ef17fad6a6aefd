import type { ReactNode } from "react";
import type { Formatters } from "~/ui/formatters";

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
  readonly link: (props: { readonly to: string; readonly children: ReactNode }) => ReactNode;
  readonly format: Formatters;
}

/** Where a reader is in a long list, and the way on and back. */
export function PageLinks({ label, counted, page, pages, pageUrl, link: PageLink, format }: PageLinksProps) {
  return (
    <nav className="cb-pages" aria-label={label}>
      <span className="cb-muted">
        {counted ? `${counted}, page` : "Page"} {format.count(page)} of {format.count(pages)}
      </span>
      {page > 1 && <PageLink to={pageUrl(page - 1)}>Previous page</PageLink>}
      {page < pages && <PageLink to={pageUrl(page + 1)}>Next page</PageLink>}
    </nav>
  );
}
