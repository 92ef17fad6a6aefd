export const LONGEST_SEARCH = 100;

/** What an address looks for in the list of its page; empty for all. */
export function listSearch(params: URLSearchParams): string {
  return (params.get("q") ?? "").trim().slice(0, LONGEST_SEARCH);
}
