import type { ReactNode } from "react";
import { useWords } from "~/ui/format/use-words";
import type { PageLinkComponent } from "~/ui/navigation/page-link";
import { BlockStack, Text } from "~/ui/polaris";
import { TABLE_TEXTS } from "~/words/parts/tables";
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
 * A table whose cells are tinted by their number. It scrolls inside itself, beneath a head and beside a first column
 * that stay.
 */
export function HeatTable({ caption, rowHeader, sizeHeader, columns, rows, file, link }: HeatTableProps) {
  return (
    <BlockStack gap="200">
      <div className="cb-heat" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption>
            <Text as="span" visuallyHidden>
              {caption}
            </Text>
          </caption>
          <thead>
            <tr>
              <th scope="col">{rowHeader}</th>
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
                <th scope="row">{label}</th>
                <td>{size}</td>
                {columns.map((column, index) => (
                  <Cell key={column.key} cell={cells[index]} link={link} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableDownload file={file} caption={caption} />
    </BlockStack>
  );
}

function Cell({
  cell,
  link: PageLink,
}: {
  readonly cell: HeatCell | undefined;
  readonly link: HeatTableProps["link"];
}) {
  const say = useWords(TABLE_TEXTS);
  if (!cell) return <td />;
  if (cell.isIncomplete) {
    return (
      <td className="is-incomplete">
        <Text as="span" visuallyHidden>
          {say("notOver")}
        </Text>
      </td>
    );
  }
  const tint = cell.heat === null ? undefined : ({ "--heat": `${Math.round(cell.heat * 100)}%` } as object);
  return (
    <td className={tint && "is-tinted"} style={tint}>
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
