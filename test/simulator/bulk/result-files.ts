import { createReadStream, existsSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { BulkOperations } from "./bulk-operations";
import { findBulkOperation, resultExpiry } from "./bulk-records";
import type { Clock } from "../time/clock";
import type { Database } from "../store/database";
import type { FaultKind } from "../http/faults";

export interface ResultFiles {
  /** Answers for Shopify's storage host; no credentials, the address is the secret. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL, fault: FaultKind | undefined): Promise<void>;
}

interface ResultFileSettings {
  readonly database: Database;
  readonly clock: Clock;
  readonly bulk: BulkOperations;
  /** Whether to compress for clients that accept it. */
  readonly isGzipped: boolean;
}

const ADDRESS = /^\/shopify-tiers-assets-prod-us-east1\/(\d+)\/bulk-(\d+)-([0-9a-f]+)\.jsonl$/;

export function resultFiles({ database, clock, bulk, isGzipped }: ResultFileSettings): ResultFiles {
  function xml(response: ServerResponse, status: number, code: string): void {
    response.writeHead(status, { "content-type": "application/xml; charset=UTF-8" });
    response.end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`);
  }

  return {
    async answer(request, response, url, fault) {
      const [, shopId, id, secret] = ADDRESS.exec(url.pathname) ?? [];
      const record = findBulkOperation(database, Number(shopId ?? 0), Number(id ?? 0));
      const path = bulk.resultFile(Number(shopId ?? 0), Number(id ?? 0));
      if (record === undefined || record.secret !== secret || record.result === null || !existsSync(path)) {
        return xml(response, 404, "NoSuchKey");
      }
      if (clock() > resultExpiry(record)) return xml(response, 403, "ExpiredToken");
      const { size } = statSync(path);
      const headers = { "content-type": "application/jsonl", etag: `"${record.secret}"`, "accept-ranges": "bytes" };

      if (fault?.type === "cutAt" || fault?.type === "resetAt" || fault?.type === "stallAt") {
        const sent = Math.floor(size * fault.share);
        response.writeHead(200, { ...headers, "content-length": fault.type === "cutAt" ? sent : size });
        if (sent > 0) {
          const part = createReadStream(path, { end: sent - 1 });
          for await (const chunk of part) if (!response.write(chunk)) await drained(response);
        }
        if (fault.type === "cutAt") response.end();
        else if (fault.type === "resetAt") setImmediate(() => response.destroy());
        return;
      }

      const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
      if (range !== null) {
        const start = Number(range[1]);
        const end = range[2] === "" ? size - 1 : Math.min(Number(range[2]), size - 1);
        if (start >= size || end < start) {
          response.writeHead(416, { "content-range": `bytes */${size}` }).end();
          return;
        }
        response.writeHead(206, {
          ...headers,
          "content-length": end - start + 1,
          "content-range": `bytes ${start}-${end}/${size}`,
        });
        await pipeline(createReadStream(path, { start, end }), response);
        return;
      }
      if (isGzipped && (request.headers["accept-encoding"] ?? "").includes("gzip")) {
        response.writeHead(200, { ...headers, "content-encoding": "gzip" });
        await pipeline(createReadStream(path), createGzip({ level: 1 }), response);
        return;
      }
      response.writeHead(200, { ...headers, "content-length": size });
      await pipeline(createReadStream(path), response);
    },
  };
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });
}
