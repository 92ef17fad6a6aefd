import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { takenPort } from "./ports";

describe("takenPort", () => {
  it("names the port somebody listens on, and none when nobody does", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await takenPort([port])).toBe(port);
    server.close();
    await once(server, "close");
    expect(await takenPort([port])).toBeNull();
  });
});
