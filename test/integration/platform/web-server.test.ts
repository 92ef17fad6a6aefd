import { createHash } from "node:crypto";
import { request, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWebServer } from "~/web/web-server";
import { createLog } from "~/process/log.server";
import { startCommand } from "../../support/processes/command-process";
import { stubBuild } from "./processes/stub-build";

const MEGABYTE = 1024 * 1024;

let server: Server;
let origin: string;
let logged: string;
let whyNotReady: string | null;

beforeEach(async () => {
  logged = "";
  whyNotReady = null;
  const log = createLog("info", { write: (line) => void (logged += line) });
  server = createWebServer({
    build: stubBuild(),
    appUrl: "https://comeback.example",
    clientFolder: "/nowhere",
    log,
    whyNotReady: async () => whyNotReady,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

const post = (path: string, body: BodyInit, headers = {}) =>
  fetch(`${origin}${path}`, {
    method: "POST",
    body,
    headers,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });

/** A body without an announced length. */
function chunked(bytes: number): ReadableStream {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      const size = Math.min(left, 64 * 1024);
      controller.enqueue(new Uint8Array(size));
      left -= size;
    },
  });
}

describe("the web server", () => {
  it("says whether it lives and whether it is ready, and needs no proof for it", async () => {
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({ status: "ready" });
    whyNotReady = "the database schema is older";
    const answer = await fetch(`${origin}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: "unavailable", reason: whyNotReady });
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  it("W6: hands a webhook's bytes on as they came, and its answer back uncompressed", async () => {
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0x00, 0x7b, 0x7d, 0x0a]);
    const answer = await post("/webhooks", body, { "Content-Type": "application/json", "Accept-Encoding": "gzip" });
    expect((await answer.text()).slice(0, 64)).toBe(createHash("sha256").update(body).digest("hex"));
    expect(answer.headers.get("content-encoding")).toBeNull();
    const page = await fetch(`${origin}/slow`, { headers: { "Accept-Encoding": "gzip" } });
    expect(page.headers.get("content-encoding")).toBe("gzip");
  });

  it("W9: accepts ten megabytes of webhook and no byte more, announced or not", async () => {
    const announced = (bytes: number) => post("/webhooks", Buffer.alloc(bytes));
    expect((await announced(10 * MEGABYTE)).status).toBe(200);
    expect((await post("/webhooks", chunked(10 * MEGABYTE))).status).toBe(200);
    // The sender of a refused body sees the answer or a closed connection, as its timing has it.
    for (const body of [Buffer.alloc(10 * MEGABYTE + 1), chunked(10 * MEGABYTE + 1), chunked(100 * MEGABYTE)]) {
      expect(
        await post("/webhooks", body).then(
          (answer) => answer.status,
          () => "cut",
        ),
      ).toBeOneOf([413, "cut"]);
    }
    expect((await post("/elsewhere", Buffer.alloc(MEGABYTE + 1)).catch(() => ({ status: 413 }))).status).toBe(413);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    await expect.poll(() => logged).toContain('"status":413');
  });

  it("W9: cuts off a sender that takes for ever, and serves the others meanwhile", async () => {
    server.headersTimeout = 500;
    server.requestTimeout = 1_000;
    const slow = (first: string) =>
      new Promise<string>((resolve) => {
        let heard = "";
        const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(first));
        socket.on("data", (data) => (heard += data.toString()));
        socket.on("error", () => {});
        socket.on("close", () => resolve(heard));
      });
    const head = "POST /webhooks HTTP/1.1\r\nHost: x\r\n";
    const cut = Promise.all([slow(head), slow(`${head}Content-Length: 100\r\n\r\n{`)]);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    for (const heard of await cut) expect(heard).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  it("logs each request without its query, its body or its headers", async () => {
    await fetch(`${origin}/slow?id_token=eyJ.secret.token&shop=a.myshopify.com`, {
      headers: { Authorization: "Bearer eyJ.other.token" },
    });
    await post("/webhooks", "a body");
    // A line is written when the answer is out, which its reader may notice first; so the lines come in any order.
    for (const path of ["/slow", "/webhooks"]) {
      await expect.poll(() => logged).toContain(`"path":"${path}","status":`);
    }
    expect(logged).not.toMatch(/token|myshopify|a body|Bearer/);
  });

  it("D10: on SIGTERM answers every request it has taken, takes no more, and ends", async () => {
    const web = startCommand("test/integration/platform/processes/serve-slowly.ts", [], { NODE_ENV: "production" });
    try {
      const [, port] = await web.saw(/"port":(\d+)/);
      const answers = Array.from({ length: 20 }, () => get(Number(port)));
      await web.saw(/(begun\n[^]*){20}/);
      const begin = performance.now();
      const code = await web.kill("SIGTERM");
      expect(performance.now() - begin).toBeLessThan(10_000);
      expect(code).toBe(0);
      expect(await Promise.all(answers)).toEqual(Array(20).fill({ status: 200, length: 3_000 }));
      await expect(get(Number(port))).rejects.toThrow(/ECONNREFUSED/);
    } finally {
      await web.kill("SIGKILL");
    }
  });
});

function get(port: number): Promise<{ status: number | undefined; length: number }> {
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path: "/slow", agent: false }, (response) => {
      let length = 0;
      response.on("data", (chunk: Buffer) => (length += chunk.length));
      response.on("end", () => resolve({ status: response.statusCode, length }));
    })
      .on("error", reject)
      .end();
  });
}
