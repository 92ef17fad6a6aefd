/** An object of Shopify's, as it stands in an answer or in a line of a result file. */
export type Node = Record<string, unknown> & { readonly id?: string };

/**
 * Changes what Shopify answers on its way to the app: `patch` is called for every object, in queries and in result
 * files alike, and may change it in place. Call after the app is rerouted to the simulator.
 *
 * @returns a function that ends it.
 */
export function patchAnswers(patch: (node: Node) => void): () => void {
  const original = globalThis.fetch;

  const patchAll = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) {
      // A changed file is no longer as long as Shopify says.
      if ("fileSize" in value) value.fileSize = null;
      patch(value as Node);
    }
    for (const inner of Object.values(value)) patchAll(inner);
  };
  const patched = (json: string) => {
    const value: unknown = JSON.parse(json);
    patchAll(value);
    return JSON.stringify(value);
  };

  globalThis.fetch = async (input, init) => {
    const answer = await original(input, init);
    const { hostname, pathname } = new URL(input instanceof Request ? input.url : String(input));
    const isFile = hostname === "storage.googleapis.com";
    if (!answer.ok || (!isFile && !pathname.endsWith("/graphql.json"))) return answer;
    const text = await answer.text();
    const body = isFile ? text.replaceAll(/^.+$/gm, patched) : patched(text);
    return new Response(body, { status: answer.status, headers: { "content-type": "application/json" } });
  };
  return () => {
    globalThis.fetch = original;
  };
}
