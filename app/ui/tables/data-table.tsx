import type { ReactNode } from "react";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { useWords } from "~/ui/format/use-words";
import { BlockStack, DataTable as Table, Text } from "~/ui/polaris";
import { TABLE_TEXTS } from "~/words/parts/tables";
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

/** More rows than these stand in a box that scrolls, and the table says so. */
const MOST_ROWS_IN_SIGHT = 12;

/** A table that scrolls inside itself and becomes one card a row on a phone. */
export function DataTable({ caption, columns, rows, total, file }: DataTableProps) {
  const say = useWords(TABLE_TEXTS);
  const locale = useReaderLocale();
  const isLong = rows.length > MOST_ROWS_IN_SIGHT;
  return (
    <BlockStack gap="200">
      <div className={`cb-table${isLong ? " cb-table--long" : ""}`} role="region" aria-label={caption} tabIndex={0}>
        <Table
          columnContentTypes={columns.map(({ isNumeric }) => (isNumeric ? "numeric" : "text"))}
          headings={columns.map((column) => (
            <Heading key={column.key} column={column} />
          ))}
          rows={rows.map(({ key, cells }) => columns.map((column) => cellOf(key, cells, column)))}
          {...(total && {
            totals: columns.map((column) => cellOf(total.key, total.cells, column)),
            totalsName: nameOf(total, columns),
            showTotalsInFooter: true,
          })}
          hideScrollIndicator
        />
      </div>
      {isLong && (
        <div className="cb-table__more">
          <Text as="p" tone="subdued">
            {say("scroll", { shown: rows.length.toLocaleString(locale) })}
          </Text>
        </div>
      )}
      {file !== null && <TableDownload file={file} caption={caption} />}
    </BlockStack>
  );
}

/** Polaris sorts with buttons, which need script: here a link sorts, and the heading says which way it is. */
function Heading({ column: { label, heading, sorted } }: { readonly column: DataTableColumn }) {
  const say = useWords(TABLE_TEXTS);
  if (!sorted) return heading ?? label;
  return (
    <>
      {heading ?? label}
      <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>
      <Text as="span" visuallyHidden>
        {say("sorted", { direction: sorted })}
      </Text>
    </>
  );
}

/** A cell with the label of its column, which stands beside it once a row is a card. */
function cellOf(rowKey: string, cells: DataTableRow["cells"], { key, label }: DataTableColumn): ReactNode {
  const content = cells[key];
  if (content === undefined || content === null || content === false || content === "") return "";
  // Polaris counts rows: without a key of its own, what a row holds would be left to the row that follows it.
  return (
    <div key={rowKey} data-label={label}>
      {content}
    </div>
  );
}

function nameOf({ cells }: DataTableTotal, [first]: readonly DataTableColumn[]) {
  const name = (first && cells[first.key]) ?? "";
  return { singular: name, plural: name };
}
