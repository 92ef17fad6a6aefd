import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { appDownPage } from "./app-down-page";

export interface TunnelOptions {
  /** Address of the app itself, for example `http://127.0.0.1:4603`; a function when the app starts after the tunnel. */
  readonly target: string | (() => string);
  /** The simulated admin that may frame the app. */
  readonly adminUrl: string;
  readonly port?: number;
  readonly host?: string;
}

export interface Tunnel {
  readonly url: string;
  close(): Promise<void>;
}

const SHOPIFY_ADMIN = "https://admin.shopify.com";
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding"]);

/**
 * Stands where the tunnel of Shopify's command line stands: in front of the app. It changes two response headers,
 * because the app must keep Shopify's own frame policy and Shopify's own admin addresses:
 * the simulated admin is added to `frame-ancestors`, and redirects to Shopify's admin lead to the simulated one.
 */
export async function startTunnel({ target, adminUrl, port = 0, host = "127.0.0.1" }: TunnelOptions): Promise<Tunnel> {
  const currentApp = () => new URL(typeof target === "string" ? target : target());
  const admin = new URL(adminUrl).origin;
  const sockets = new Set<Socket>();

  const server = createServer((request, response) => forward(currentApp(), admin, request, response));
  // A report or an upload may take long; ending it is the app's decision.
  server.requestTimeout = 0;
  server.on("connection", (socket) => track(sockets, socket));
  server.on("upgrade", (request, socket: Socket, head) => {
    const app = currentApp();
    const upstream = connect(Number(app.port), app.hostname);
    track(sockets, upstream);
    upstream.on("connect", () => {
      upstream.write(requestHead(request));
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    const end = () => {
      upstream.destroy();
      socket.destroy();
    };
    for (const side of [socket, upstream]) side.on("error", end).on("close", end);
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function forward(app: URL, admin: string, request: IncomingMessage, response: ServerResponse): void {
  // No connection is kept for reuse: after a restart of the app a kept one would fail a request that could have worked.
  const upstream = httpRequest({
    host: app.hostname,
    port: app.port,
    method: request.method,
    path: request.url,
    headers: withoutHopByHop(request.rawHeaders),
    agent: false,
  });
  upstream.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, responseHeaders(answer.rawHeaders, admin));
    response.flushHeaders();
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  upstream.on("error", (error) => {
    if (response.headersSent) response.destroy();
    else appDown(request, response, app, error);
  });
  request.pipe(upstream);
  response.on("close", () => upstream.destroy());
}

function appDown(request: IncomingMessage, response: ServerResponse, app: URL, error: Error): void {
  const wantsPage = request.headers.accept?.includes("text/html") ?? false;
  const reason = "code" in error && error.code === "ECONNREFUSED" ? "nothing listens there" : error.message;
  const sentence = `The app at ${app.origin} does not answer (${reason}). Start it, or look at its log.`;
  response.writeHead(502, {
    "content-type": wantsPage ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": "2",
  });
  response.end(wantsPage ? appDownPage(sentence) : `${sentence}\n`);
}

/** Raw names and values, as Node reports them, less what concerns one connection only. */
function withoutHopByHop(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (const [name, value] of headerPairs(rawHeaders)) {
    if (!HOP_BY_HOP.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

function responseHeaders(rawHeaders: readonly string[], admin: string): string[] {
  return [...headerPairs(withoutHopByHop(rawHeaders))].flatMap(([name, value]) => {
    if (name.toLowerCase() === "content-security-policy") return [name, allowFraming(value, admin)];
    if (name.toLowerCase() === "location") return [name, localLocation(value, admin)];
    return [name, value];
  });
}

/** Adds `admin` to the frame policy; a policy without one is left alone, because it already lets every page frame. */
export function allowFraming(policy: string, admin: string): string {
  return policy.replace(/frame-ancestors[^;]*/i, (directive) => `${directive.trimEnd()} ${admin}`);
}

export function localLocation(location: string, admin: string): string {
  const isShopifyAdmin = location === SHOPIFY_ADMIN || location.startsWith(`${SHOPIFY_ADMIN}/`);
  return isShopifyAdmin ? admin + location.slice(SHOPIFY_ADMIN.length) : location;
}

function requestHead(request: IncomingMessage): string {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (const [name, value] of headerPairs(request.rawHeaders)) lines.push(`${name}: ${value}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function* headerPairs(rawHeaders: readonly string[]): Generator<[string, string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    yield [rawHeaders[index]!, rawHeaders[index + 1]!];
  }
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
}
