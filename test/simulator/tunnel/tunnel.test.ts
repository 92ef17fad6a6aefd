import { createServer, get, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { allowFraming, localLocation, startTunnel, type Tunnel } from "./tunnel";

const ADMIN = "http://localhost:4600";
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function tunnelTo(handler: RequestListener): Promise<{ tunnel: Tunnel; app: Server }> {
  const app = createServer(handler);
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const { port } = app.address() as AddressInfo;
  const tunnel = await startTunnel({ target: `http://127.0.0.1:${port}`, adminUrl: ADMIN });
  closers.push(() => new Promise((resolve) => app.close(resolve)), tunnel.close);
  return { tunnel, app };
}

describe("allowFraming", () => {
  it("adds the admin to the frame policy and to nothing else", () => {
    const policy = "default-src 'self'; frame-ancestors https://a.myshopify.com https://admin.shopify.com; img-src *";
    expect(allowFraming(policy, ADMIN)).toBe(
      `default-src 'self'; frame-ancestors https://a.myshopify.com https://admin.shopify.com ${ADMIN}; img-src *`,
    );
  });
  it("leaves a policy without frame-ancestors alone", () => {
    expect(allowFraming("default-src 'self'", ADMIN)).toBe("default-src 'self'");
  });
});

describe("localLocation", () => {
  it("leads Shopify's admin to the simulated one, path and query kept", () => {
    expect(localLocation("https://admin.shopify.com/store/x/apps/k?a=1", ADMIN)).toBe(`${ADMIN}/store/x/apps/k?a=1`);
  });
  it("is not fooled by a host that only begins like Shopify's", () => {
    expect(localLocation("https://admin.shopify.com.example/x", ADMIN)).toBe("https://admin.shopify.com.example/x");
  });
});

describe("tunnel", () => {
  it("changes the two headers and passes every other one, repeated ones too", async () => {
    const { tunnel } = await tunnelTo((_request, response) => {
      response.writeHead(
        302,
        [
          ["Content-Security-Policy", "frame-ancestors https://admin.shopify.com"],
          ["Location", "https://admin.shopify.com/store/x"],
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
          ["X-Other", "kept"],
        ].flat(),
      );
      response.end();
    });
    const answer = await fetch(tunnel.url, { redirect: "manual" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("content-security-policy")).toBe(`frame-ancestors https://admin.shopify.com ${ADMIN}`);
    expect(answer.headers.get("location")).toBe(`${ADMIN}/store/x`);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(answer.headers.get("x-other")).toBe("kept");
  });

  it("keeps method, path, host and the exact bytes of the body", async () => {
    const { tunnel } = await tunnelTo((request, response) => {
      response.setHeader("x-seen", `${request.method} ${request.url} ${request.headers.host}`);
      request.pipe(response);
    });
    const body = new Uint8Array([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x0d, 0x0a]);
    const answer = await fetch(`${tunnel.url}/webhooks?x=%20y`, { method: "POST", body });
    expect(answer.headers.get("x-seen")).toBe(`POST /webhooks?x=%20y ${new URL(tunnel.url).host}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(body);
  });

  it("streams: the first part arrives before the app has finished", async () => {
    let finish = () => {};
    const { tunnel } = await tunnelTo((_request, response) => {
      response.write("first");
      finish = () => response.end("last");
    });
    const parts = await new Promise<string[]>((resolve, reject) => {
      const seen: string[] = [];
      get(tunnel.url, (answer) => {
        answer.on("data", (part: Buffer) => {
          seen.push(part.toString());
          finish();
        });
        answer.on("end", () => resolve(seen));
      }).on("error", reject);
    });
    expect(parts).toEqual(["first", "last"]);
  });

  it("forwards upgrades in both directions", async () => {
    const { tunnel, app } = await tunnelTo((_request, response) => response.end());
    app.on("upgrade", (_request, socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
      socket.on("data", (data: Buffer) => socket.end(`echo ${data.toString()}`));
    });
    const { hostname, port, host } = new URL(tunnel.url);
    const received = await new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(Number(port), hostname, () => {
        socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n`);
      });
      let isSent = false;
      socket.on("data", (data) => {
        text += data.toString();
        if (!isSent && text.includes("\r\n\r\n")) {
          isSent = true;
          socket.write("hello");
        }
      });
      socket.on("close", () => resolve(text)).on("error", reject);
    });
    expect(received).toContain("101 Switching Protocols");
    expect(received).toContain("echo hello");
  });

  it("says clearly that the app is down, as a page to a browser and as text to a program", async () => {
    const tunnel = await startTunnel({ target: "http://127.0.0.1:1", adminUrl: ADMIN });
    closers.push(tunnel.close);
    const page = await fetch(tunnel.url, { headers: { accept: "text/html" } });
    expect(page.status).toBe(502);
    expect(await page.text()).toContain("The app is not running");
    const text = await fetch(`${tunnel.url}/webhooks`, { method: "POST", body: "{}" });
    expect(text.status).toBe(502);
    expect(await text.text()).toMatch(/^The app at http:\/\/127\.0\.0\.1:1 does not answer/);
  });
});
