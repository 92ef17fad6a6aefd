import { createHmac } from "node:crypto";
import type { Request, Response } from "express";

export interface AppProxyOptions {
  /** The app's address for proxied requests, for example `http://127.0.0.1:4602/proxy`. */
  readonly target: string;
  /** What the shopper's address begins with, for example `/apps/comeback`. */
  readonly prefix: string;
  readonly apiSecret: string;
  readonly now: () => number;
}

const DROPPED_REQUEST_HEADERS = new Set(["host", "connection", "cookie", "content-length", "transfer-encoding"]);
const DROPPED_RESPONSE_HEADERS = new Set([
  "set-cookie",
  "connection",
  "transfer-encoding",
  "content-encoding",
  "content-length",
]);

/** Forwards a storefront request to the app, signed as Shopify signs it; cookies pass in neither direction. */
export async function forwardToApp(
  { target, prefix, apiSecret, now }: AppProxyOptions,
  { domain, customerId }: { readonly domain: string; readonly customerId: number | null },
  request: Request,
  response: Response,
): Promise<void> {
  const asked = new URL(request.originalUrl, "http://localhost");
  const url = new URL(target + asked.pathname.slice(prefix.length));
  const parameters = asked.searchParams;
  for (const name of ["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature"])
    parameters.delete(name);
  parameters.set("shop", domain);
  parameters.set("logged_in_customer_id", String(customerId ?? ""));
  parameters.set("path_prefix", prefix);
  parameters.set("timestamp", String(Math.floor(now() / 1000)));
  parameters.set("signature", proxySignature(parameters, apiSecret));
  url.search = parameters.toString();

  const headers = new Headers({ "x-forwarded-for": request.socket.remoteAddress ?? "" });
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && !DROPPED_REQUEST_HEADERS.has(name)) headers.set(name, value);
  }
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  let answer: globalThis.Response;
  try {
    answer = await fetch(url, {
      method: request.method,
      headers,
      redirect: "manual",
      ...(hasBody ? { body: await readBody(request) } : {}),
    });
  } catch {
    response.status(502).type("text").send("The app does not answer. Start it, or look at its log.");
    return;
  }
  response.status(answer.status);
  for (const [name, value] of answer.headers) if (!DROPPED_RESPONSE_HEADERS.has(name)) response.set(name, value);
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** Sorted `key=value` without separators, repeated keys joined by commas, hashed with the app's secret. */
export function proxySignature(parameters: URLSearchParams, apiSecret: string): string {
  const names = [...new Set(parameters.keys())].sort();
  const message = names.map((name) => `${name}=${parameters.getAll(name).join(",")}`).join("");
  return createHmac("sha256", apiSecret).update(message).digest("hex");
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}
