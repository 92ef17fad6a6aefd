import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { convertOnlineRetail, numberIds } from "./online-retail";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comeback-online-retail-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function convert(lines: string[]) {
  const log = join(folder, "log.csv.gz");
  const products = join(folder, "products.csv.gz");
  const header = "order_id,customer_id,timestamp,product_id,quantity,unit_price,country";
  writeFileSync(log, gzipSync([header, ...lines].join("\n")));
  writeFileSync(products, gzipSync('product_id,title\n85123A,"HEART, WHITE"'));
  const result = await convertOnlineRetail({ log, products }, join(folder, "out"));
  const read = (name: string): unknown[] =>
    readFileSync(join(folder, "out", name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  return { result, orders: read("orders.jsonl"), products: read("products.jsonl") };
}

describe("convertOnlineRetail", () => {
  it("makes one order of an order's sale lines, dated by the earliest", async () => {
    const { orders, products } = await convert([
      "536365,,2010-12-01T08:27:00Z,85123A,6,2.55,United Kingdom",
      "536365,17850,2010-12-01T08:26:00Z,71053,1,3,United Kingdom",
    ]);
    expect(orders).toEqual([
      {
        id: 536365,
        name: "#536365",
        customerId: 17850,
        processedAt: "2010-12-01T08:26:00Z",
        lines: [
          { productId: 1_000_000_000, quantity: 6, unitPrice: "2.55" },
          { productId: 71053, quantity: 1, unitPrice: "3.00" },
        ],
      },
    ]);
    expect(products).toMatchObject([
      { id: 1_000_000_000, title: "HEART, WHITE" },
      { id: 71053, title: "71053" },
    ]);
  });

  it("leaves out refunds, bad debt, gifts and prices below a cent, and says what the last were worth", async () => {
    const { result } = await convert([
      "536365,1,2010-12-01T08:26:00Z,71053,1,3.39,United Kingdom",
      "C536379,1,2010-12-01T09:41:00Z,D,-1,27.5,United Kingdom",
      "A563185,,2011-08-12T14:50:00Z,B,1,11062.06,United Kingdom",
      "536414,,2010-12-01T11:52:00Z,22139,56,0,United Kingdom",
      "550193,1,2011-04-15T09:27:00Z,PADS,1,0.001,United Kingdom",
    ]);
    expect(result).toEqual({ orders: 1, lines: 1, leftOut: [0.001] });
  });
});

describe("numberIds", () => {
  it("keeps numbers and numbers the rest the same way whatever their order", () => {
    const ids = ["POST", "10002", "85123A"];
    expect(ids.map(numberIds(ids))).toEqual([1_000_000_001, 10_002, 1_000_000_000]);
    expect(ids.map(numberIds([...ids].reverse()))).toEqual([1_000_000_001, 10_002, 1_000_000_000]);
  });
});
