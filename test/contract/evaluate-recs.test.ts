import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCommand } from "../support/processes/command-process";
import { TEST_DATA_MISSING, testData } from "../support/test-data";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "comeback-evaluate-recs-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function evaluate(path: string, ...args: string[]) {
  const { ended, output } = startCommand("app/commands/evaluate-recs.ts", ["--file", path, ...args], {}, folder);
  const code = await ended;
  return { code, output: output() };
}

/** What a JSON run printed, after the names of engines on standard error. */
const documentOf = (output: string) => JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
const engine = (document: ReturnType<typeof documentOf>, name: string) =>
  document.algorithms.find((one: { name: string }) => one.name === name);

/** Orders of sixty days: a with b, c with d, one a day each; some lines are none of goods sold. */
const DAYS = Array.from({ length: 60 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString());
const LINES = DAYS.flatMap((at, day) => [
  ...[
    `1-${day},7,${at},100a,1,2.50`,
    `1-${day},7,${at},200b,1,`,
    `2-${day},,${at},300c,2,1`,
    `2-${day},,${at},400d,1,1`,
  ],
  ...[`3-${day},8,${at},100a,-1,2.50`, `4-${day},8,${at},300c,1,0`],
]);

describe("npm run evaluate:recs", () => {
  it("prints every engine's measures, settings and the choice as one JSON document", async () => {
    const path = file("orders.csv.gz", gzipSync(`nr,who,timestamp,sku,quantity,unit_price\n${LINES.join("\n")}\n`));
    const columns = ["--order-column", "nr", "--customer-column", "who", "--product-column", "sku"];
    const { code, output } = await evaluate(path, ...columns, "--window-days", "14", "--json");
    expect(code, output).toBe(0);
    const document = documentOf(output);
    expect(document).toMatchObject({ baskets: 120, products: 4, heldOutBaskets: 28, lines: 360, leftOut: 120 });
    for (const { item, cart } of [engine(document, "joint count"), engine(document, "blend")]) {
      expect(item).toMatchObject({ ndcg10: 1, hit10: 1, recall5: 1, coverage: 1 });
      expect(cart).toMatchObject({ ndcg10: 1 });
    }
    expect(engine(document, "RP3beta").settings).toEqual({ alpha: 1, beta: 0 });
    // The one known customer buys what they always buy.
    expect(engine(document, "popularity")).toMatchObject({ nextNew: null, nextAny: { ndcg10: 1 } });
    for (const chosen of ["item", "cart", "next"]) expect(engine(document, document.chosen[chosen])).toBeDefined();
  });
  it("cuts a file without times by the hash of its orders, and names what is wrong in one sentence", async () => {
    const plain = LINES.map((line) => line.split(",").filter((_, cell) => cell === 0 || cell === 3));
    const path = file("plain.csv", `order_id,product_id\n${plain.map((cells) => cells.join(",")).join("\n")}\n`);
    const table = await evaluate(path, "--without-dense");
    expect(table.code, table.output).toBe(0);
    expect(table.output).toContain("Chosen: blend for the product page");
    expect(await evaluate(path, "--time-column", "when")).toMatchObject({
      code: 1,
      output: expect.stringContaining('there is no column "when"'),
    });
    expect(await evaluate(path, "--window-days", "0")).toMatchObject({ code: 1 });
  });

  it.each([
    ["1,a,1,234", 'x.csv:3: it has 4 cells for 3 columns; put what holds a comma in quotes, such as "1,234.50".'],
    ['1,a,"2,50"', 'x.csv:3: "2,50" is not a number such as 19.90.'],
    ["1", 'x.csv:3: it ends before its "product_id".'],
  ])("refuses %j", async (row, sentence) => {
    const path = file("x.csv", `order_id,product_id,quantity\n1,a,1\n${row}\n`);
    expect(await evaluate(path)).toEqual({ code: 1, output: `${sentence}\n` });
  });

  const bakery = testData("recs/bakery.csv.gz");
  it.skipIf(bakery === null)(
    `meets the published figures of a bakery, and beats them (${bakery === null ? TEST_DATA_MISSING : "28 days"})`,
    async () => {
      const { code, output } = await evaluate(bakery!, "--window-days", "28", "--json");
      expect(code, output).toBe(0);
      const document = documentOf(output);
      const published = {
        ...{ popularity: 0.5247, "joint count": 0.5413, lift: 0.2888, jaccard: 0.4319, cosine: 0.5199 },
        ...{ RP3beta: 0.5421, "EASE 1000": 0.5378, "session kNN": 0.5464, damped: 0.5466 },
      };
      for (const [name, ndcg] of Object.entries(published)) {
        expect(Math.abs(engine(document, name).item.ndcg10 - ndcg), name).toBeLessThan(0.002);
      }
      expect(engine(document, document.chosen.item).item.ndcg10).toBeGreaterThanOrEqual(0.5466);
      expect(engine(document, document.chosen.cart).cart.ndcg10).toBeGreaterThanOrEqual(0.995 * 0.5083);
    },
  );

  const adventureWorks = testData("recs/adventureworks.csv.gz");
  it.skipIf(adventureWorks === null)(
    `meets those of AdventureWorks (${adventureWorks === null ? TEST_DATA_MISSING : "28 days"})`,
    async () => {
      const products = testData("recs/adventureworks_products.csv.gz")!;
      const { code, output } = await evaluate(adventureWorks!, "--products", products, "--json");
      expect(code, output).toBe(0);
      const document = documentOf(output);
      const published = { popularity: 0.3417, "joint count": 0.5494, cosine: 0.5235, RP3beta: 0.5559, damped: 0.5437 };
      for (const [name, ndcg] of Object.entries(published)) {
        expect(Math.abs(engine(document, name).item.ndcg10 - ndcg), name).toBeLessThan(0.002);
      }
      expect(engine(document, "EASE 1000").cart.ndcg10).toBeCloseTo(0.5816, 3);
      expect(engine(document, document.chosen.item).item.ndcg10).toBeCloseTo(0.5559, 4);
      expect(engine(document, document.chosen.cart).cart.ndcg10).toBeGreaterThanOrEqual(0.995 * 0.5816);
    },
  );
});
