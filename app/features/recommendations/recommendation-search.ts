const LONGEST_SEARCH = 100;

/** What an address of the page looks for among the products; empty for all. */
export function recommendationSearch(params: URLSearchParams): string {
  return (params.get("q") ?? "").trim().slice(0, LONGEST_SEARCH);
}
