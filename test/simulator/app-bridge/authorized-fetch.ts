import type { SessionTokens } from "./session-token";

const ASSET = /^\/(assets|build|node_modules|@[\w-]+)\/|\.(js|css|map|svg|png|woff2?)$/;

/**
 * `fetch` as App Bridge patches it: requests to the app's own origin carry the session token, a token the app refuses
 * is renewed once, and an answer that asks for a visit to the admin leaves the page (and so never resolves).
 */
export function authorizedFetch(
  originalFetch: typeof window.fetch,
  tokens: SessionTokens,
  leave: (url: string) => void,
): typeof window.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), document.baseURI);
    if (url.origin !== window.location.origin || ASSET.test(url.pathname)) return originalFetch(input, init);

    const request = new Request(input, init);
    if (request.headers.has("Authorization")) return originalFetch(request);
    const repeat = request.clone();

    request.headers.set("Authorization", `Bearer ${await tokens.current()}`);
    let response = await originalFetch(request);
    if (response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) {
      repeat.headers.set("Authorization", `Bearer ${await tokens.fresh()}`);
      response = await originalFetch(repeat);
    }
    const leaveFor = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (leaveFor === null) return response;
    leave(leaveFor);
    return new Promise<never>(() => {});
  };
}
