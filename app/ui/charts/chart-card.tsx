import { Text } from "~/ui/polaris";
import { useId, type ReactNode } from "react";
import { DataTable, type DataTableProps } from "~/ui/tables/data-table";

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
  const titleId = useId();
  return (
    <section className="cb-card cb-chart" aria-labelledby={titleId}>
      <div className="cb-chart__head">
        <div>
          <Text as="h2" variant="headingMd" id={titleId}>
            {title}
          </Text>
          <p className="cb-chart__units">{units}</p>
        </div>
        {legend}
      </div>
      <p className="cb-chart__summary">{summary}</p>
      {children}
      {table && (
        <details className="cb-explain">
          <summary>
            <span className="cb-explain__more">
              Show as table<span className="cb-visually-hidden">: {title}</span>
            </span>
          </summary>
          <DataTable caption={`${title}, ${units}`} {...table} />
        </details>
      )}
    </section>
  );
}
