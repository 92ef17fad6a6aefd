/**
 * Loaded before anything else (`--import ./test/simulator/reroute-fetch.mjs`) it sends every call to
 * `https://{shop}.myshopify.com` and Shopify's result storage to the simulator named by SIMULATOR_URL. The app runs
 * unchanged: it still says and sees Shopify's addresses.
 */
const SIMULATED_HOST = /^(?:[a-z0-9][a-z0-9-]*\.myshopify\.com|storage\.googleapis\.com)$/;

/** Replaces `globalThis.fetch`; returns a function that puts the former one back. */
export function rerouteFetch(simulatorUrl) {
  const original = globalThis.fetch;

  async function reroutedFetch(input, init) {
    const asked = new URL(input instanceof Request ? input.url : String(input));
    if (asked.protocol !== "https:" || !SIMULATED_HOST.test(asked.hostname)) return original(input, init);
    const target = new URL(asked.pathname + asked.search, simulatorUrl);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set("x-simulated-host", asked.hostname);
    // A dispatcher may insist on public addresses or TLS, which the simulator does not have.
    const { dispatcher: _dispatcher, ...rest } = init ?? {};
    if (input instanceof Request) {
      const { method, body, signal, redirect } = input;
      return original(target, { method, body, signal, redirect, duplex: "half", ...rest, headers });
    }
    return original(target, { ...rest, headers });
  }

  globalThis.fetch = reroutedFetch;
  return () => {
    globalThis.fetch = original;
  };
}

if (process.env.SIMULATOR_URL) rerouteFetch(process.env.SIMULATOR_URL);
