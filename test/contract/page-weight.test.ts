import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { judgeWeights, weighPages } from "../../page-weight.mjs";

const client = mkdtempSync(join(tmpdir(), "comeback-weight-"));
afterAll(() => rmSync(client, { recursive: true }));

/** Writes a file that gzip makes no smaller, and returns what it weighs. */
function asset(name: string, bytes: number): number {
  const content = randomBytes(bytes);
  writeFileSync(join(client, "assets", name), content);
  return gzipSync(content).length;
}

describe("the weight of the pages", () => {
  mkdirSync(join(client, "assets"));

  it("is refused where nothing was built", () => {
    expect(() => weighPages(client)).toThrow(/^There is no built app in /);
  });

  it("counts a file once, with all that stands above a page, and only what another page adds", () => {
    const [entry, shared, frame, overview, orders, table, polaris, own] = [
      asset("entry.js", 4000),
      asset("shared.js", 3000),
      asset("app.js", 2000),
      asset("overview.js", 1000),
      asset("orders.js", 700),
      asset("table.js", 500),
      asset("polaris.css", 900),
      asset("own.css", 300),
    ];
    asset("inter.woff2", 5000);
    const manifest = {
      entry: { module: "/assets/entry.js", imports: ["/assets/shared.js"] },
      routes: {
        "routes/app": { module: "/assets/app.js", imports: ["/assets/shared.js"] },
        "routes/app._index": { parentId: "routes/app", module: "/assets/overview.js" },
        "routes/app.orders": { parentId: "routes/app", module: "/assets/orders.js", imports: ["/assets/table.js"] },
        "routes/webhooks": { module: "/assets/entry.js" },
      },
    };
    writeFileSync(join(client, "assets", "manifest-1a2b.js"), `window.__remixManifest=${JSON.stringify(manifest)};`);
    expect(weighPages(client)).toEqual({
      script: entry + shared + frame + overview,
      style: polaris + own,
      added: orders + table,
      addedBy: "routes/app.orders",
    });
  });

  it.each([
    [{ script: 195_000, style: 62_000, added: 40_000 }, []],
    [{ script: 195_100, style: 1, added: 1 }, ["The scripts of a first visit may be 195.0 kB, not 195.1 kB."]],
    [{ script: 1, style: 62_100, added: 1 }, ["The styles of a first visit may be 62.0 kB, not 62.1 kB."]],
    [{ script: 1, style: 1, added: 41_000 }, ["What routes/app.orders adds may be 40.0 kB, not 41.0 kB."]],
  ])("judges %o", (weights, over) => {
    expect(judgeWeights({ ...weights, addedBy: "routes/app.orders" }).over).toEqual(over);
  });
});
