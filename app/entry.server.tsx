import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { env } from "./process/env.server";
import { log } from "./process/log.server";

// The server opens it before the first request and closes it after the last.
export { appContext } from "./context/context.server";

const STREAM_TIMEOUT_MS = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  setDocumentHeaders(headers);
  const readyEvent = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remixContext} url={request.url} abortDelay={STREAM_TIMEOUT_MS} />,
      {
        [readyEvent]: () => {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          log.error({ err: error }, "page failed to render");
        },
      },
    );
    setTimeout(abort, STREAM_TIMEOUT_MS + 1_000).unref();
  });
}

/** Errors of loaders and actions; a reader who left or asked for what there is not is none. */
export function handleError(error: unknown, { request }: { readonly request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "request failed");
}

function setDocumentHeaders(headers: Headers): void {
  headers.set("Link", `<${env().APP_BRIDGE_URL}>; rel="preload"; as="script"`);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
}
