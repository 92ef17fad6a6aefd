import { lazy, Suspense, useState } from "react";
import { Details } from "~/ui/details";
import type { DataTableProps } from "~/ui/tables/data-table";
import { useHasScript } from "~/ui/use-has-script";

/** Few readers open it, so script fetches it for them only; the page as the server writes it holds it. */
const DataTable = import.meta.env.SSR
  ? (await import("~/ui/tables/data-table")).DataTable
  : lazy(async () => ({ default: (await import("~/ui/tables/data-table")).DataTable }));

/** The numbers of a chart, behind a switch. */
export function ChartTable({ title, ...table }: DataTableProps & { readonly title: string }) {
  const hasScript = useHasScript();
  const [wasOpened, setOpened] = useState(false);
  return (
    <Details words="Show as table" of={`: ${title}`} onOpen={() => setOpened(true)}>
      {(wasOpened || !hasScript) && (
        <Suspense>
          <DataTable {...table} />
        </Suspense>
      )}
    </Details>
  );
}
