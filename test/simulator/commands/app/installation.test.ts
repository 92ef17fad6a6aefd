import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { progress, untilReady } from "./installation";

describe("untilReady", () => {
  let server: Server;
  let url: string;
  let asked: number;
  let refusals: number;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_request, response) => {
      response.statusCode = ++asked > refusals ? 200 : 503;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Of a machine on which half a minute goes by between any two looks at the clock.
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 30_000));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  it("waits for a slow app however long it takes to start, and reminds of it", async () => {
    refusals = 4;
    const remind = vi.fn();
    await untilReady(url, new AbortController().signal, remind);
    expect(asked).toBe(5);
    expect(remind).toHaveBeenCalledTimes(4);
  });

  it("ends with the reason as soon as the app's process has ended", async () => {
    refusals = Infinity;
    const trouble = new AbortController();
    const waiting = untilReady(url, trouble.signal, () => trouble.abort(new Error("The web process ended.")));
    await expect(waiting).rejects.toThrow("The web process ended.");
  });
});

describe("progress", () => {
  it("says how many of about how many, and the time left once it is known", () => {
    const parts = [
      { kind: "orders", done: 12_400, expected: 48_000 },
      { kind: "products", done: 170, expected: null },
      { kind: "checkouts", done: 0, expected: null },
    ];
    expect(progress({ parts, secondsLeft: null })).toBe("Importing: orders 12,400 of about 48,000 · products 170");
    expect(progress({ parts, secondsLeft: 29.6 })).toMatch(/, about 30 s left$/);
  });

  it("says that what is left is the app's own work", () => {
    const parts = [{ kind: "orders", done: 300, expected: 300 }];
    expect(progress({ parts, secondsLeft: 1 })).toBe("Importing: everything has arrived, the numbers are worked out");
  });

  it("promises nothing before the first row", () => {
    expect(progress({ parts: [], secondsLeft: null })).toBe("Importing: Shopify is preparing the data");
  });
});
