import type { ReactNode } from "react";

export interface DataTableColumn {
  readonly key: string;
  readonly label: string;
  /** Numbers stand right-aligned with figures of equal width. */
  readonly isNumeric?: boolean;
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
}

/** A table that scrolls inside itself and becomes one card a row on a phone. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  return (
    <div className="cb-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="cb-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, isNumeric }) => (
              <th key={key} scope="col" className={isNumeric ? "is-numeric" : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
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
          ))}
        </tbody>
      </table>
    </div>
  );
}
