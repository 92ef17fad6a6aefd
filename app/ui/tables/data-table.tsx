import type { ReactNode } from "react";
import { TableDownload } from "./table-download";

export interface DataTableColumn {
  readonly key: string;
  readonly label: string;
  /** Numbers stand right-aligned with figures of equal width. */
  readonly isNumeric?: boolean;
  /** A link that sorts by the column, in place of its label. */
  readonly heading?: ReactNode;
  /** Set when the rows are sorted by it. */
  readonly sorted?: "ascending" | "descending";
}

export interface DataTableRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, ReactNode>>;
}

export interface DataTableProps {
  /** Read by screen readers before the table. */
  readonly caption: string;
  readonly columns: readonly DataTableColumn[];
  readonly rows: readonly DataTableRow[];
  /** What the rows add up to, beneath them. */
  readonly total?: DataTableRow;
  /** The name of the file with these rows; null where the page offers it itself. */
  readonly file: string | null;
}

/** A table that scrolls inside itself and becomes one card a row on a phone. */
export function DataTable({ caption, columns, rows, total, file }: DataTableProps) {
  return (
    <>
      <div className="cb-table" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="cb-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, label, isNumeric, heading, sorted }) => (
                <th key={key} scope="col" className={isNumeric ? "is-numeric" : undefined} aria-sort={sorted}>
                  {heading ?? label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} columns={columns} />
            ))}
          </tbody>
          {total && (
            <tfoot>
              <Row row={total} columns={columns} />
            </tfoot>
          )}
        </table>
      </div>
      {file !== null && <TableDownload file={file} caption={caption} />}
    </>
  );
}

function Row({ row, columns }: { readonly row: DataTableRow; readonly columns: readonly DataTableColumn[] }) {
  return (
    <tr>
      {columns.map(({ key, label, isNumeric }, index) => {
        const Cell = index === 0 ? "th" : "td";
        return (
          <Cell
            key={key}
            scope={index === 0 ? "row" : undefined}
            data-label={label}
            className={isNumeric ? "is-numeric" : undefined}
          >
            {row.cells[key]}
          </Cell>
        );
      })}
    </tr>
  );
}
