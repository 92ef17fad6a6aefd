import type { ReactNode } from "react";
import { useWords } from "~/ui/format/use-words";
import { Details } from "~/ui/frame/details";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable, type DataTableProps } from "~/ui/tables/data-table";
import { CHART_TEXTS } from "~/words/parts/charts";

export interface ChartCardProps {
  /** What the chart is about, as a merchant would ask for it. */
  readonly title: string;
  /** "Share of customers". */
  readonly units: string;
  /** What the drawing says, in a sentence or two. */
  readonly summary: ReactNode;
  readonly legend?: ReactNode;
  /** The same numbers behind a switch; left out where there are none or the drawing is a table. */
  readonly table?: Omit<DataTableProps, "caption"> | null;
  readonly children: ReactNode;
}

/** The frame of every chart: its subject, units, a text that says the same, and a table of its numbers. */
export function ChartCard({ title, units, summary, legend, table = null, children }: ChartCardProps) {
  const say = useWords(CHART_TEXTS);
  return (
    <TitledCard title={title} units={units} summary={summary} aside={legend}>
      {children}
      {table && (
        <Details words={say("showTable")} of={say("showTableOf", { title })}>
          <DataTable caption={say("caption", { title, units })} {...table} />
        </Details>
      )}
    </TitledCard>
  );
}
