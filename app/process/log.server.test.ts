import { describe, expect, it } from "vitest";
import { createLog } from "./log.server";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = "";
  write(createLog("info", { write: (line) => void (lines += line) }));
  return lines;
}

describe("the log", () => {
  it("holds no token, however it got into a message", () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl";
    const lines = logged((log) => {
      log.info({ accessToken: "shpat_0123456789abcdef" }, `bad session ${token}`);
      log.error({ err: new Error(`refused ?id_token=${token}&shop=a`, { cause: new Error("shpua_00ff") }) });
      log.warn({ url: "postgresql://app:pa55word@host/db" });
    });
    expect(lines).not.toMatch(/eyJ|shpat_|shpua_|pa55word/);
    expect(lines).toContain("shop=a");
  });

  it("leaves out the row a database error is about", () => {
    const error = Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (email)=(ann@example.com)" });
    const lines = logged((log) => log.error({ err: error }, "failed"));
    expect(lines).toContain("23505");
    expect(lines).not.toContain("ann@example.com");
  });

  it.each([
    ["an error", new Error("disk full"), "disk full"],
    ["what a library makes of an error", { ...new Error(), message: "connection lost", queue: "q" }, "connection lost"],
    ["an answer", new Response(null, { status: 503, statusText: "Service Unavailable" }), "Service Unavailable"],
    ["an answer without words", new Response(null, { status: 502 }), "answer 502"],
    ["Remix's answer", { status: 404, statusText: "", internal: true, data: null }, "answer 404"],
    [
      "a refused connection to two addresses",
      new AggregateError([new Error("refused ::1"), new Error("refused 127")]),
      "refused ::1; refused 127",
    ],
    ["nothing at all", null, "null"],
    ["a text", "went wrong", "went wrong"],
    ["an object without words", { secretName: "Ann" }, "nothing but the fields secretName"],
    ["an object without a prototype", Object.assign(Object.create(null), { code: "E1" }), "code E1"],
    ["an error within another", new Error("outer", { cause: { message: "inner" } }), "inner"],
  ])("says the reason of %s", (_what, err, reason) => {
    const lines = logged((log) => log.error({ err }, "failed"));
    expect(lines).toContain(reason);
    expect(lines).not.toMatch(/\[object|Ann/);
  });

  it("ends a chain of causes that leads back to itself", () => {
    const error = new Error("ring");
    error.cause = error;
    expect(logged((log) => log.error({ err: error })).match(/ring/g)?.length).toBeGreaterThan(1);
  });
});
