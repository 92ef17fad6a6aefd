import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import type { Log } from "~/process/log.server";
import { bodyLimit, type BodyLimit } from "./body-limit";
import { protectAnswers, refuseMalformed, refuseOtherOrigins } from "./request-checks";

export interface WebServerOptions {
  readonly build: ServerBuild;
  /** Where browsers reach the app. */
  readonly appUrl: string;
  /** Holds what the browser loads. */
  readonly clientFolder: string;
  readonly log: Log;
  /** Null when requests can be answered, otherwise why not. */
  readonly whyNotReady: () => Promise<string | null>;
}

/** Time requests under way get to be answered at the end. */
const SHUTDOWN_MS = 6_000;
const MEGABYTE = 1024 * 1024;
const isWebhook = (path: string) => path === "/webhooks" || path.startsWith("/webhooks/");
/** Where web pixels send, from the pages of any shop; whoever tries it learns nothing of what it takes. */
const EVENTS_PATH = "/events";

const tooLarge = (res: Response) => void res.status(413).type("text").send("The body is too large.");
const LIMITS: Readonly<Record<"events" | "webhooks" | "others", BodyLimit>> = {
  events: { bytes: 8 * 1024, refuse: (res) => void res.set("Access-Control-Allow-Origin", "*").status(204).end() },
  webhooks: { bytes: 10 * MEGABYTE, refuse: tooLarge },
  others: { bytes: MEGABYTE, refuse: tooLarge },
};

function limitOf(path: string): BodyLimit {
  if (path === EVENTS_PATH) return LIMITS.events;
  return isWebhook(path) ? LIMITS.webhooks : LIMITS.others;
}

/** The HTTP server of the app: health, limits and files here, everything else by the routes of the build. */
export function createWebServer({ build, appUrl, clientFolder, log, whyNotReady }: WebServerOptions): Server {
  const app = express();
  app.disable("x-powered-by");
  // The proxy in front terminates TLS and says so; only a near one is believed.
  app.set("trust proxy", ["loopback", "linklocal", "uniquelocal"]);

  app.get("/healthz", (_req, res) => void res.type("text").send("ok"));
  app.get("/readyz", (_req, res, next) => {
    whyNotReady()
      .then((reason) =>
        res.status(reason ? 503 : 200).json(reason ? { status: "unavailable", reason } : { status: "ready" }),
      )
      .catch(next);
  });

  app.use(logRequests(log));
  app.use((_req, res, next) => {
    res.set("X-Content-Type-Options", "nosniff");
    next();
  });
  app.use(refuseMalformed);
  app.use(refuseOtherOrigins(appUrl, [EVENTS_PATH]));
  app.use(bodyLimit(limitOf));
  app.use(compression({ filter: (req, res) => !isWebhook(req.url) && compression.filter(req, res) }));
  app.use("/assets", express.static(`${clientFolder}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(clientFolder, { maxAge: "1h", index: false }));
  app.use(protectAnswers);
  app.all("*", createRequestHandler({ build, mode: "production" }));
  app.use(answerErrors(log));

  // Node looks for slow senders every half minute unless told otherwise.
  const server = createServer({ connectionsCheckingInterval: 2_000 }, app);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

/** One line a request; never its query, which carries session tokens. */
function logRequests(log: Log): RequestHandler {
  return (req, res, next) => {
    const begin = performance.now();
    const { method, path } = req;
    res.once("close", () => {
      const line = { method, path, status: res.statusCode, durationMs: Math.round(performance.now() - begin) };
      if (!res.writableFinished) log.info({ ...line, isCut: true }, "request");
      else if (path.startsWith("/assets/") || path === EVENTS_PATH) log.debug(line, "request");
      else log.info(line, "request");
    });
    next();
  };
}

function answerErrors(log: Log): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    if (req.destroyed && !res.headersSent && !req.complete) return;
    if (res.headersSent) return void res.destroy();
    const { status } = error as { status?: unknown };
    if (typeof status === "number" && status >= 400 && status < 500) return void res.sendStatus(status);
    const id = randomUUID();
    log.error({ err: error, id, method: req.method, path: req.path }, "request failed");
    const isAway = error instanceof DatabaseUnavailable;
    if (isAway) res.set("Retry-After", "5");
    res
      .status(isAway ? 503 : 500)
      .type("text")
      .send(`Something went wrong. Reference: ${id}`);
  };
}

interface ServeOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host: string;
  /** Asked once the server listens; when it resolves, no more connections are taken. */
  readonly until: () => Promise<string>;
  readonly log: Log;
}

/**
 * Serves until told to stop, then answers what is under way before it resolves.
 *
 * @throws {Error} with one sentence when the port cannot be listened on.
 */
export async function serve(server: Server, { port, host, until, log }: ServeOptions): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw whyNotListening(error as NodeJS.ErrnoException, port);
  }
  log.info({ port: (server.address() as AddressInfo).port, host }, "web is listening");

  const reason = await until();
  log.info({ reason }, "web is stopping");
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
  await closed;
  clearTimeout(late);
}

function whyNotListening(error: NodeJS.ErrnoException, port: number): Error {
  const reason =
    error.code === "EADDRINUSE"
      ? `Port ${port} is taken; stop what uses it or set PORT to another.`
      : error.code === "EACCES"
        ? `Port ${port} may not be used by this user; set PORT to one above 1023.`
        : `Port ${port} cannot be listened on: ${error.message}.`;
  return new Error(reason, { cause: error });
}
