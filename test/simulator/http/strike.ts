import type { ServerResponse } from "node:http";
import type { FaultKind } from "./faults";

/** Answers in the fault's way; false when the fault only changes the true answer. */
export function strike(response: ServerResponse, fault: FaultKind): boolean {
  switch (fault.type) {
    case "status": {
      const headers = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
      response.writeHead(fault.status, { "content-type": "application/json", ...headers });
      response.end(fault.body ?? JSON.stringify({ errors: `HTTP ${fault.status}` }));
      return true;
    }
    case "html":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Shopify</title><h1>We'll be right back</h1>");
      return true;
    case "hang":
      return true;
    case "reset":
      response.destroy();
      return true;
    case "redirect":
      response.writeHead(302, { location: fault.location }).end();
      return true;
    case "throttled":
    case "graphqlError":
    case "omit":
    case "resetAt":
    case "cutAt":
    case "stallAt":
      return false;
  }
}
