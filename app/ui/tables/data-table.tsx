import type { ReactNode } from "react";
import { BlockStack, Text } from "~/ui/polaris";
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

/** What the rows add up to; its first cell names it. */
export interface DataTableTotal {
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
}

export interface DataTableProps {
  /** Names the table for screen readers. */
  readonly caption: string;
  readonly columns: readonly DataTableColumn[];
  readonly rows: readonly DataTableRow[];
  readonly total?: DataTableTotal;
  /** The name of the file with these rows; null where the page offers it itself. */
  readonly file: string | null;
}

/**
 * A table that scrolls inside itself and becomes one card a row on a phone. It looks as Polaris's does and takes its
 * styles, without the script with which that sorts, measures and truncates: the server has done it all.
 */
export function DataTable({ caption, columns, rows, total, file }: DataTableProps) {
  return (
    <BlockStack gap="200">
      <div className="cb-table" role="region" aria-label={caption} tabIndex={0}>
        <table className="Polaris-DataTable__Table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={classOf(column, "header")}>
                  <Heading column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key} className="Polaris-DataTable__TableRow Polaris-DataTable--hoverable">
                <Cells columns={columns} cells={cells} />
              </tr>
            ))}
          </tbody>
          {total && (
            <tfoot>
              <tr>
                <Cells columns={columns} cells={total.cells} kind="total" />
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {file !== null && <TableDownload file={file} caption={caption} />}
    </BlockStack>
  );
}

function classOf({ isNumeric = false }: DataTableColumn, kind?: "header" | "total"): string {
  const names = ["", "--verticalAlignTop", isNumeric && "--numeric", kind && `--${kind}`];
  return names.flatMap((name) => (typeof name === "string" ? [`Polaris-DataTable__Cell${name}`] : [])).join(" ");
}

interface CellsProps {
  readonly columns: readonly DataTableColumn[];
  readonly cells: DataTableRow["cells"];
  readonly kind?: "total";
}

/** Each with the label of its column, which stands beside it once a row is a card. */
function Cells({ columns, cells, kind }: CellsProps) {
  return columns.map((column, index) => {
    const { key, label } = column;
    const content = cells[key];
    const isEmpty = content === undefined || content === null || content === false || content === "";
    const shown = isEmpty ? null : <div data-label={label}>{content}</div>;
    return index === 0 ? (
      <th key={key} scope="row" className={classOf(column, kind)}>
        {shown}
      </th>
    ) : (
      <td key={key} className={classOf(column, kind)}>
        {shown}
      </td>
    );
  });
}

/** A link sorts, and the heading says which way it is. */
function Heading({ column: { label, heading, sorted } }: { readonly column: DataTableColumn }) {
  if (!sorted) return heading ?? label;
  return (
    <>
      {heading ?? label}
      <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>
      <Text as="span" visuallyHidden>
        , sorted {sorted}
      </Text>
    </>
  );
}
