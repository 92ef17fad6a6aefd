/** What Shopify puts into the address to say which shop's admin frames the page; a full page load needs it again. */
const FRAME_PARAMETERS = ["shop", "host", "embedded", "locale"];

/** The parameters of the address that a form must pass on: those of the frame, and the page's own that it names. */
export function keptParameters(search: string, own: readonly string[] = []): Record<string, string> {
  const params = new URLSearchParams(search);
  return Object.fromEntries(
    [...FRAME_PARAMETERS, ...own].flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}
