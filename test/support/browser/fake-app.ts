import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { html } from "../../simulator/pages/html";

export interface FakeApp {
  readonly url: string;
  /** What arrived at `/data`, newest last: its bearer token or null. */
  readonly bearers: readonly (string | null)[];
  close(): Promise<void>;
}

const FRAME_POLICY = "frame-ancestors https://sample.myshopify.com https://admin.shopify.com";

/** The smallest app that behaves in the admin as Shopify's library makes ours behave: for tests of the simulator itself. */
export async function startFakeApp(appBridgeUrl: () => string): Promise<FakeApp> {
  const bearers: (string | null)[] = [];
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/data")) return answerData(request, response, bearers);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", FRAME_POLICY);
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    if (url.pathname === "/auth/session-token") {
      response.end(`<script data-api-key="key" src="${appBridgeUrl()}"></script>`);
      return;
    }
    const token = url.searchParams.get("id_token");
    if (token === null || token === "expired") {
      url.searchParams.delete("id_token");
      const bounce = new URLSearchParams([...url.searchParams, ["shopify-reload", url.href]]);
      response.writeHead(302, { location: `/auth/session-token?${bounce}` }).end();
      return;
    }
    response.end(page(appBridgeUrl(), url.pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bearers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The first token is refused, as an expired one would be: the frame must come again with a fresh one. */
function answerData(request: IncomingMessage, response: ServerResponse, bearers: (string | null)[]): void {
  bearers.push(request.headers.authorization?.replace("Bearer ", "") ?? null);
  if (request.url === "/data/leave") {
    const target = "https://admin.shopify.com/store/sample/products";
    response.writeHead(401, { "x-shopify-api-request-failure-reauthorize-url": target }).end();
  } else if (bearers.length === 1) {
    response.writeHead(401, { "x-shopify-retry-invalid-session-request": "1" }).end();
  } else {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString())).on("end", () => response.end(`got ${body}`));
  }
}

function page(appBridgeUrl: string, path: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta name="shopify-api-key" content="key" />
        <script src="${appBridgeUrl}"></script>
        <title>Fake app</title>
      </head>
      <body>
        <main>
          <h1>Page ${path}</h1>
          <p id="said"></p>
          <a href="shopify://admin/orders">Orders in the admin</a>
          <form data-save-bar>
            <label>Name <input name="name" value="before" /></label>
          </form>
        </main>
        <ui-nav-menu>
          <a href="/app" rel="home">Home</a>
          <a href="/app/customers">Customers list</a>
        </ui-nav-menu>
        <ui-title-bar title="Overview">
          <button
            variant="primary"
            onclick="shopify.toast.show('Exported', { action: 'Undo', onAction: () => say('undone') })"
          >
            Export
          </button>
        </ui-title-bar>
        <ui-save-bar id="bar">
          <button variant="primary" onclick="say('saved'); shopify.saveBar.hide('bar')"></button>
          <button onclick="say('discarded'); shopify.saveBar.hide('bar')"></button>
        </ui-save-bar>
        <ui-modal id="modal">
          <ui-title-bar title="Are you sure?"
            ><button variant="primary" onclick="say('sure')">Yes</button></ui-title-bar
          >
        </ui-modal>
        <script>
          const say = (text) => (document.getElementById("said").textContent = text);
          addEventListener("shopify:navigate", (event) => {
            history.pushState(null, "", event.target.getAttribute("href") + "?from=2026-01-01");
            document.querySelector("h1").textContent = "Page " + location.pathname;
          });
        </script>
      </body>
    </html>`.markup;
}
