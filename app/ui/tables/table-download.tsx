import { createContext, useContext } from "react";
import { useWords } from "~/ui/format/use-words";
import { TABLE_TEXTS } from "~/words/parts/tables";
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
  const say = useWords(TABLE_TEXTS);
  const addressOf = useContext(TableAddress);
  if (!addressOf) return null;
  return (
    <DownloadButton href={addressOf(file)} label={say("download")} name={say("downloadOf", { caption })} size="slim" />
  );
}
