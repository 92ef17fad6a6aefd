import type { ReactNode } from "react";
import type { PageLinkComponent } from "~/ui/page-link";
import { TableDownload } from "./table-download";

export interface HeatColumn {
  readonly key: string;
  readonly label: string;
}

export interface HeatCell {
  /** As shown. */
  readonly text: string;
  /** 0 to 1 of the strongest colour; null for none. */
  readonly heat: number | null;
  /** The period is not over: hatched, and no number yet. */
  readonly isIncomplete?: boolean;
  /** The address of what stands behind the number. */
  readonly to?: string;
  /** Whether that is shown at the moment. */
  readonly isCurrent?: boolean;
}

export interface HeatRow {
  readonly key: string;
  readonly label: ReactNode;
  /** Between the label and the heat: how many customers. */
  readonly size: string;
  /** Parallel to the columns; a row may end early. */
  readonly cells: readonly HeatCell[];
  /** Of all rows together: set apart. */
  readonly isTotal?: boolean;
}

export interface HeatTableProps {
  /** Read by screen readers before the table. */
  readonly caption: string;
  readonly rowHeader: string;
  readonly sizeHeader: string;
  readonly columns: readonly HeatColumn[];
  readonly rows: readonly HeatRow[];
  /** The name of the file with these numbers. */
  readonly file: string;
  /** For cells with an address. */
  readonly link?: PageLinkComponent;
}

/**
 * A table whose cells are tinted by their number. It scrolls inside itself beneath a first column that stays, and
 * becomes one card a row on a phone.
 */
export function HeatTable({ caption, rowHeader, sizeHeader, columns, rows, file, link }: HeatTableProps) {
  return (
    <>
      <div className="cb-heat" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="cb-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className="cb-heat__head">
                {rowHeader}
              </th>
              <th scope="col">{sizeHeader}</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, size, cells, isTotal }) => (
              <tr key={key} className={isTotal ? "is-total" : undefined}>
                <th scope="row" className="cb-heat__head">
                  {label}
                </th>
                <td className="cb-heat__size" data-label={sizeHeader}>
                  {size}
                </td>
                {columns.map((column, index) => (
                  <Cell key={column.key} column={column} cell={cells[index]} link={link} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableDownload file={file} caption={caption} />
    </>
  );
}

function Cell({
  column,
  cell,
  link: PageLink,
}: {
  readonly column: HeatColumn;
  readonly cell: HeatCell | undefined;
  readonly link: HeatTableProps["link"];
}) {
  if (!cell) return <td className="cb-heat__none" />;
  if (cell.isIncomplete) {
    return (
      <td className="cb-heat__cell is-incomplete" data-label={column.label}>
        <span className="cb-visually-hidden">Not over yet</span>
      </td>
    );
  }
  const tint = cell.heat === null ? undefined : ({ "--heat": `${Math.round(cell.heat * 100)}%` } as object);
  return (
    <td className={tint ? "cb-heat__cell is-tinted" : "cb-heat__cell"} style={tint} data-label={column.label}>
      {PageLink && cell.to ? (
        <PageLink to={cell.to} className="cb-heat__link" {...(cell.isCurrent && { "aria-current": "page" as const })}>
          {cell.text}
        </PageLink>
      ) : (
        cell.text
      )}
    </td>
  );
}
