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
});
