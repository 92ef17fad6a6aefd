import { useLocation } from "@remix-run/react";
import { useCallback } from "react";

/** Where the file of a table is for what the page's address asks for. */
export function useTableAddress(): (file: string) => string {
  const { search } = useLocation();
  return useCallback(
    (file: string) => {
      const params = new URLSearchParams(search);
      // A file holds all pages of a list.
      params.delete("page");
      params.set("table", file);
      return `/app/export?${params}`;
    },
    [search],
  );
}
