import { afterEach, describe, expect, it, vi } from "vitest";
import { readResultFile } from "./result-file.server";

const URL = "https://storage.googleapis.com/bucket/file.jsonl?signature=secret";
const FILE = Buffer.from(Array.from({ length: 5 }, (_, line) => `{"line":${line},"text":"äöü"}\n`).join(""));

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Bytes of the file that arrive. */
  readonly bytes?: Buffer;
  readonly breaks?: boolean;
}

const requests: { url: string; range: string | null }[] = [];

/** Answers as a storage host would; each request takes the next answer, the last one stays. */
function host(...answers: ((fromByte: number) => Answer)[]) {
  vi.stubGlobal("fetch", async (input: string | URL, init: RequestInit) => {
    const range = new Headers(init.headers).get("range");
    requests.push({ url: String(input), range });
    const fromByte = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const { status, headers, bytes = Buffer.alloc(0), breaks = false } = next?.(fromByte) ?? {};
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        // Odd pieces, so that lines and characters are cut anywhere.
        for (let at = 0; at < bytes.length; at += 7) stream.enqueue(bytes.subarray(at, at + 7));
        if (breaks) stream.error(new TypeError("terminated"));
        else stream.close();
      },
    });
    return new Response(body, { status: status ?? (range === null ? 200 : 206), headers });
  });
}

async function read(fromByte = 0, fileSize: number | null = FILE.length) {
  const lines: string[] = [];
  let toByte = fromByte;
  let fault: unknown = null;
  try {
    for await (const block of readResultFile(URL, { fromByte, fileSize })) {
      lines.push(...block.lines.map((line) => line.toString()));
      toByte = block.toByte;
    }
  } catch (error) {
    fault = error;
  }
  return { lines, toByte, fault };
}

const whole = (fromByte: number): Answer => ({ bytes: FILE.subarray(fromByte) });

afterEach(() => {
  vi.unstubAllGlobals();
  requests.length = 0;
});

describe("readResultFile", () => {
  it("gives whole lines and the byte after them", async () => {
    host(whole);
    const { lines, toByte, fault } = await read();
    expect(fault).toBeNull();
    expect(lines).toHaveLength(5);
    expect(JSON.parse(lines[4] ?? "")).toEqual({ line: 4, text: "äöü" });
    expect(toByte).toBe(FILE.length);
  });

  it("accepts a last line without a line end when the length is right", async () => {
    host(() => ({ bytes: FILE.subarray(0, -1) }));
    expect(await read(0, FILE.length - 1)).toMatchObject({ fault: null, toByte: FILE.length - 1 });
  });

  it("goes on at a byte", async () => {
    host(whole);
    const at = FILE.indexOf("\n") + 1;
    const { lines, fault } = await read(at);
    expect(requests[0]?.range).toBe(`bytes=${at}-`);
    expect([lines.length, fault]).toEqual([4, null]);
  });

  it("asks for nothing when all bytes are there", async () => {
    host(whole);
    await read(FILE.length);
    expect(requests).toEqual([]);
  });

  it("skips what a host sends again because it ignores ranges", async () => {
    host(() => ({ status: 200, bytes: FILE }));
    const { lines, fault } = await read(FILE.indexOf("\n") + 1);
    expect([lines.length, fault]).toEqual([4, null]);
  });

  it("I4: keeps the whole lines of a file that ends early, and says so", async () => {
    host(() => ({ bytes: FILE.subarray(0, FILE.length - 10) }));
    const { lines, toByte, fault } = await read();
    expect(lines).toHaveLength(4);
    expect(toByte).toBe(FILE.lastIndexOf("\n", FILE.length - 2) + 1);
    expect(fault).toMatchObject({ code: "interrupted" });
  });

  it("I4: notices by the announced length that a file came short when Shopify told none", async () => {
    host(() => ({ bytes: FILE.subarray(0, 30), headers: { "content-length": String(FILE.length) } }));
    expect((await read(0, null)).fault).toMatchObject({ code: "interrupted" });
  });

  it("I4: says when the connection breaks", async () => {
    host(() => ({ bytes: FILE.subarray(0, 40), breaks: true }));
    expect((await read()).fault).toMatchObject({ code: "interrupted" });
  });

  it.each([403, 404, 410, 416])("I5: takes %i for a file that is gone", async (status) => {
    host(() => ({ status }));
    expect((await read()).fault).toMatchObject({ code: "gone" });
  });

  it.each([500, 503, 429])("takes %i for a passing fault", async (status) => {
    host(() => ({ status }));
    expect((await read()).fault).toMatchObject({ code: "interrupted" });
  });

  it("follows a redirect within the host", async () => {
    host(() => ({ status: 302, headers: { location: "/elsewhere" } }), whole);
    expect((await read()).fault).toBeNull();
    expect(requests[1]?.url).toBe("https://storage.googleapis.com/elsewhere");
  });

  it("I5: gives up on redirects in circles", async () => {
    host(() => ({ status: 302, headers: { location: "/elsewhere" } }));
    expect((await read()).fault).toMatchObject({ code: "gone" });
  });

  const elsewhere = [
    "http://storage.googleapis.com/file",
    "https://localhost/file",
    "https://127.0.0.1/file",
    "https://169.254.169.254/latest",
    "https://10.0.0.1/file",
    "https://[::1]/file",
    "file:///etc/passwd",
    "https://storage.googleapis.com.evil.example/file",
    "https://storage.googleapis.com:8443/file",
    "https://user:password@storage.googleapis.com/file",
    "not an address",
  ];

  it.each(elsewhere)("I13: does not fetch %s", async (address) => {
    host(whole);
    const blocks = readResultFile(address, { fromByte: 0, fileSize: 10 });
    await expect(blocks.next()).rejects.toMatchObject({ code: "refused_address" });
    expect(requests).toEqual([]);
  });

  it.each(elsewhere.slice(0, -1))("I13: is not led to %s", async (location) => {
    host(() => ({ status: 302, headers: { location } }), whole);
    expect((await read()).fault).toMatchObject({ code: "refused_address" });
    expect(requests).toHaveLength(1);
  });
});
