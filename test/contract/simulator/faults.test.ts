import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFixture, type Fixture } from "./fixture";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe("faults", () => {
  const ask = async (fault: Parameters<Fixture["simulator"]["faults"]["add"]>[0]["kind"]) => {
    const token = await fixture.token();
    fixture.simulator.faults.add({ surface: "graphql", kind: fault });
    return fixture.post(
      "/admin/api/2026-10/graphql.json",
      { query: "{ shop { name } }" },
      { "x-shopify-access-token": token },
    );
  };

  it("come as asked, once", async () => {
    const limited = await ask({ type: "status", status: 429, retryAfterSeconds: 2 });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2"]);
    expect((await ask({ type: "status", status: 502 })).status).toBe(502);
    expect((await ask({ type: "html" })).headers.get("content-type")).toContain("text/html");
    const throttled = (await (await ask({ type: "throttled" })).json()) as {
      errors: { extensions: { code: string } }[];
    };
    expect(throttled.errors[0]?.extensions.code).toBe("THROTTLED");
    await expect(ask({ type: "reset" })).rejects.toThrow();
    fixture.clock.advance(60_000);
    expect((await fixture.graphql("{ shop { name } }")).data).toEqual({ shop: { name: "Soap" } });
  });
});
