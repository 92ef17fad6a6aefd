import { createContext, useContext } from "react";
import { DownloadButton } from "./download-button";

const TableAddress = createContext<((file: string) => string) | null>(null);

/** Says where the file of a table is, by its name; where nobody does tables have none. */
export const TableAddressProvider = TableAddress.Provider;

export interface TableDownloadProps {
  /** The name of the table in an address. */
  readonly file: string;
  /** Of the table, so that the buttons of a page differ. */
  readonly caption: string;
}

/** Saves the rows of a table. */
export function TableDownload({ file, caption }: TableDownloadProps) {
  const addressOf = useContext(TableAddress);
  if (!addressOf) return null;
  return <DownloadButton href={addressOf(file)} label="Download CSV" name={`Download CSV: ${caption}`} size="slim" />;
}
