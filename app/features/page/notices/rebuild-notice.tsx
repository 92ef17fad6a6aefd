import { Notice } from "~/ui/states";

/** Says that a change of what counts has not reached the numbers yet. */
export function RebuildNotice({ isRebuilding }: { readonly isRebuilding: boolean }) {
  if (!isRebuilding) return null;
  return (
    <Notice tone="info" title="Numbers are being rebuilt">
      <p>
        What counts, or the shop&rsquo;s time zone or currency, was changed. Until the rebuild is done all pages show
        the numbers as they were; then all of them, past ones included, follow at once.
      </p>
    </Notice>
  );
}
