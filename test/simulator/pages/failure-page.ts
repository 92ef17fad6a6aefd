import type { ErrorRequestHandler } from "express";

/** A mistake of the simulator's own: shown to whoever looks at the page, and logged with its place. */
export const failurePage: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${request.method} ${request.path}: ${error instanceof Error ? error.stack : message}\n`);
  response.status(500).type("text").send(`The simulator could not make this page: ${message}`);
};
