import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rerouteFetch } from "../../simulator/reroute-fetch.mjs";
import { startFixture } from "./fixture";
import type { Fixture } from "./fixture";

let fixture: Fixture;
let restoreFetch: () => void;
beforeEach(async () => {
  fixture = await startFixture();
  restoreFetch = rerouteFetch(fixture.simulator.url);
});
afterEach(async () => {
  restoreFetch();
  await fixture.close();
});

const ORDERS = `{
  orders {
    edges { node {
      id name
      totalPriceSet { shopMoney { amount } }
      refunds { id }
      lineItems { edges { node { id quantity product { id } } } }
      agreements { edges { node { id happenedAt sales { edges { node { __typename id quantity ... on ProductSale { lineItem { id } } } } } } } }
    } }
  }
}`;

interface Operation {
  id: string;
  status: string;
  errorCode: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
}

async function start(query: string, groupObjects?: boolean) {
  const { data } = await fixture.graphql(
    `mutation ($query: String!, $groupObjects: Boolean! = false) {
      bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) { bulkOperation { id status } userErrors { field message code } }
    }`,
    { query, ...(groupObjects === undefined ? {} : { groupObjects }) },
  );
  return data?.["bulkOperationRunQuery"] as {
    bulkOperation: { id: string; status: string } | null;
    userErrors: { message: string; code: string }[];
  };
}

async function find(id: string): Promise<Operation> {
  const { data } = await fixture.graphql(
    "query ($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }",
    { id },
  );
  return data?.["bulkOperation"] as Operation;
}

async function finished(query: string, groupObjects?: boolean): Promise<Operation> {
  const { bulkOperation, userErrors } = await start(query, groupObjects);
  expect(userErrors).toEqual([]);
  expect(bulkOperation?.status).toBe("CREATED");
  await fixture.simulator.bulk.idle();
  return find(bulkOperation?.id ?? "");
}

interface Line {
  id: string;
  __parentId?: string;
  [field: string]: unknown;
}

async function linesOf(url: string | null): Promise<Line[]> {
  const response = await fetch(url ?? "");
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

function placeOrders(count: number): void {
  for (let n = 0; n < count; n += 1) {
    fixture.shop.placeOrder({
      lines: [
        { productId: 7, quantity: 1 },
        { productId: 8, quantity: 2 },
      ],
      shipping: 490,
    });
  }
}

const LEDGER_FIELDS = `__typename id happenedAt reason
  sales { edges { node {
    __typename id actionType lineType quantity
    totalAmount { shopMoney { amount } presentmentMoney { amount currencyCode } } totalTaxAmount { shopMoney { amount } }
    totalDiscountAmountBeforeTaxes { shopMoney { amount } } totalDiscountAmountAfterTaxes { shopMoney { amount } }
    ... on ProductSale { lineItem { id } }
    ... on DutySale { duty { id price { shopMoney { amount } } } }
    ... on AdditionalFeeSale { additionalFee { id name } }
  } } }`;

it("every kind of agreement and of sale reads the same one by one and in bulk", async () => {
  const { shop, clock } = fixture;
  const { id } = shop.placeOrder({
    lines: [{ productId: 7, quantity: 3, discount: 300, discountAfterTax: 357, tax: 513 }],
    ...{ shipping: 490, shippingTax: 93, tip: 100, presentmentCurrency: "CHF", presentmentRate: 0.95 },
    charges: (["DUTY", "FEE", "ADDITIONAL_FEE", "UNKNOWN"] as const).map((kind) => ({ kind, amount: 100, tax: 10 })),
  });
  clock.advance(60_000);
  shop.editOrder(id, [], [{ line: 0, total: -119, tax: -19, discount: 100, discountAfterTax: 119 }]);
  clock.advance(60_000);
  shop.returnOrder(id, { lines: [{ line: 0, quantity: 1 }], exchange: [{ productId: 8, quantity: 1 }] });
  clock.advance(60_000);
  shop.refundOrder(id, { shipping: 200, adjustment: -50, adjustmentTax: -8 });
  const single = await fixture.graphql(
    `query ($id: ID!) { order(id: $id) { agreements(first: 4) { edges { node { ${LEDGER_FIELDS.replace("sales {", "sales(first: 8) {")} } } } } }`,
    { id: `gid://shopify/Order/${id}` },
  );
  expect(single.errors).toBeUndefined();
  type Agreement = {
    __typename: string;
    id: string;
    sales: { edges: { node: { id: string; __typename: string; actionType: string } }[] };
  };
  const { order } = single.data as unknown as { order: { agreements: { edges: { node: Agreement }[] } } };
  const expected = order.agreements.edges.flatMap(({ node: { sales, ...agreement } }) => [
    agreement,
    ...sales.edges.map(({ node }) => ({ ...node, __parentId: agreement.id })),
  ]);

  const { url } = await finished(
    `{ orders { edges { node { id agreements { edges { node { ${LEDGER_FIELDS} } } } } } } }`,
  );
  const rows = (await linesOf(url))
    .filter(({ id: row }) => !row.includes("/Order/"))
    .map(({ __parentId, ...row }) => (row.id.includes("Agreement/") ? row : { ...row, __parentId }));
  expect(rows).toHaveLength(expected.length);
  expect(rows).toEqual(expect.arrayContaining(expected));

  const kinds = rows.map((row) => `${String(row["__typename"])} ${String(row["actionType"] ?? row["reason"])}`);
  expect(new Set(kinds)).toEqual(
    new Set([
      ...["OrderAgreement ORDER", "OrderEditAgreement ORDER_EDIT", "ReturnAgreement RETURN", "RefundAgreement REFUND"],
      ...["ProductSale ORDER", "ProductSale UPDATE", "ProductSale RETURN", "TipSale ORDER"],
      ...["ShippingLineSale ORDER", "ShippingLineSale RETURN", "AdjustmentSale RETURN"],
      ...["DutySale ORDER", "FeeSale ORDER", "AdditionalFeeSale ORDER", "UnknownSale ORDER"],
    ]),
  );
  expect(expected.find(({ __typename }) => __typename === "ProductSale")).toMatchObject({
    totalAmount: { shopMoney: { amount: "32.13" }, presentmentMoney: { amount: "30.52", currencyCode: "CHF" } },
    totalDiscountAmountBeforeTaxes: { shopMoney: { amount: "3.0" } },
    totalDiscountAmountAfterTaxes: { shopMoney: { amount: "3.57" } },
  });
});

describe("a bulk operation", () => {
  it("ends with one line an object, children naming their parent", async () => {
    placeOrders(3);
    const operation = await finished(ORDERS);
    expect(operation).toMatchObject({
      status: "COMPLETED",
      errorCode: null,
      rootObjectCount: "3",
      partialDataUrl: null,
    });
    expect(operation.url).toMatch(/^https:\/\/storage\.googleapis\.com\//);
    const lines = await linesOf(operation.url);
    expect(String(lines.length)).toBe(operation.objectCount);
    const kinds = (kind: string) => lines.filter(({ id }) => id.startsWith(`gid://shopify/${kind}/`));
    expect(kinds("Order")).toHaveLength(3);
    expect(kinds("Order")[0]).toMatchObject({ totalPriceSet: { shopMoney: { amount: "64.9" } }, refunds: [] });
    expect(kinds("Order")[0]).not.toHaveProperty("lineItems");
    expect(kinds("LineItem")).toHaveLength(6);
    expect(kinds("OrderAgreement")).toHaveLength(3);
    expect(kinds("ShippingLineSale")).toHaveLength(3);
    const ids = new Set(lines.map(({ id }) => id));
    for (const line of lines) if (line.__parentId !== undefined) expect(ids).toContain(line.__parentId);
    expect(
      kinds("ProductSale").every(({ __parentId }) => __parentId?.startsWith("gid://shopify/OrderAgreement/")),
    ).toBe(true);
  });

  it("puts children after their parents only when asked to", async () => {
    placeOrders(20);
    const parentsFirst = (lines: Line[]) => {
      const seen = new Set<string>();
      return lines.every(({ id, __parentId }) => {
        seen.add(id);
        return __parentId === undefined || seen.has(__parentId);
      });
    };
    expect(parentsFirst(await linesOf((await finished(ORDERS, true)).url))).toBe(true);
    expect(parentsFirst(await linesOf((await finished(ORDERS)).url))).toBe(false);
  });

  it("has no address when it found nothing", async () => {
    expect(await finished(ORDERS)).toMatchObject({ status: "COMPLETED", url: null, objectCount: "0", fileSize: null });
  });

  it("filters its root", async () => {
    placeOrders(1);
    fixture.clock.advance(60_000);
    placeOrders(1);
    const since = new Date(fixture.clock.now()).toISOString();
    const operation = await finished(ORDERS.replace("orders {", `orders(query: "created_at:>='${since}'") {`));
    expect(operation.rootObjectCount).toBe("1");
  });

  it("announces its end", async () => {
    await finished(ORDERS);
    const sent = fixture.simulator.webhooks.all().filter(({ topic }) => topic === "bulk_operations/finish");
    expect(JSON.parse(sent[0]?.body ?? "null")).toMatchObject({ status: "completed", error_code: null, type: "query" });
  });
});

describe("bulk operations are refused", () => {
  const cases: [string, string, string][] = [
    ["without a connection", "{ shop { name } }", "at least one connection"],
    [
      "with two fields at the top",
      "{ orders { edges { node { id } } } products { edges { node { id } } } }",
      "exactly one top-level field",
    ],
    ["over nodes(ids:)", '{ nodes(ids: ["gid://shopify/Order/1"]) { id } }', "cannot contain a top-level `nodes`"],
    [
      "with a connection inside a list",
      "{ orders { edges { node { id refunds { refundLineItems { edges { node { id } } } } } } } }",
      "connection field within a list field",
    ],
    [
      "without the id of a node",
      "{ orders { edges { node { name lineItems { edges { node { id } } } } } } }",
      "must select the 'id' field",
    ],
    ["by nodes instead of edges", "{ orders { nodes { id } } }", "by `edges { node }` only"],
    [
      "too deep",
      "{ products { edges { node { id variants { edges { node { id product { variants { edges { node { id metafields { edges { node { id } } } } } } } } } } } } } }",
      "nesting depth greater than 2",
    ],
    [
      "with six connections",
      "{ orders { edges { node { id a: lineItems { edges { node { id } } } b: lineItems { edges { node { id } } } c: lineItems { edges { node { id } } } d: lineItems { edges { node { id } } } e: lineItems { edges { node { id } } } } } } }",
      "more than 5 connections",
    ],
    [
      "with a field that does not exist",
      "{ orders { edges { node { id colour } } } }",
      "Field 'colour' doesn't exist on type 'Order'",
    ],
  ];
  it.each(cases)("%s", async (_, query, message) => {
    const { bulkOperation, userErrors } = await start(query);
    expect(bulkOperation).toBeNull();
    expect(userErrors[0]).toMatchObject({ code: "INVALID" });
    expect(userErrors[0]?.message).toContain(message);
  });

  it("beyond five at once", async () => {
    fixture.simulator.bulk.settings({ isHeld: true });
    for (let n = 0; n < 5; n += 1) expect((await start(ORDERS)).userErrors).toEqual([]);
    expect((await start(ORDERS)).userErrors[0]?.code).toBe("LIMIT_REACHED");
    fixture.simulator.bulk.settings({ isHeld: false });
    await fixture.simulator.bulk.idle();
    expect((await start(ORDERS)).userErrors).toEqual([]);
  });
});

describe("a bulk operation can end badly", () => {
  it("for want of a scope", async () => {
    placeOrders(1);
    fixture.shop.setScopes(["read_orders"]);
    expect(await finished(ORDERS)).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED", url: null });
  });

  it("as a test asks for, with what was ready", async () => {
    placeOrders(4);
    fixture.simulator.bulk.endNext({ status: "FAILED", errorCode: "TIMEOUT", partialShare: 0.5 });
    const operation = await finished(ORDERS);
    expect(operation).toMatchObject({ status: "FAILED", errorCode: "TIMEOUT", url: null, rootObjectCount: "2" });
    expect((await linesOf(operation.partialDataUrl)).filter(({ __parentId }) => __parentId === undefined)).toHaveLength(
      2,
    );
  });

  it("with an address that nobody should follow", async () => {
    placeOrders(1);
    fixture.simulator.bulk.endNext({ status: "COMPLETED", url: "http://169.254.169.254/latest" });
    expect(await finished(ORDERS)).toMatchObject({ status: "COMPLETED", url: "http://169.254.169.254/latest" });
    expect((await finished(ORDERS)).url).toContain("https://storage.googleapis.com/");
  });

  it("by being cancelled", async () => {
    placeOrders(1);
    fixture.simulator.bulk.settings({ startDelayMs: 100 });
    const { bulkOperation } = await start(ORDERS);
    const { data } = await fixture.graphql(
      "mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }",
      { id: bulkOperation?.id },
    );
    expect(data?.["bulkOperationCancel"]).toEqual({ bulkOperation: { status: "CANCELING" }, userErrors: [] });
    await fixture.simulator.bulk.idle();
    expect((await find(bulkOperation?.id ?? "")).status).toBe("CANCELED");
  });
});

describe("a result file", () => {
  let operation: Operation;
  beforeEach(async () => {
    placeOrders(20);
    operation = await finished(ORDERS);
  });
  const size = () => Number(operation.fileSize);

  it("has the announced size and can be read from any byte", async () => {
    const whole = await (await fetch(operation.url ?? "")).text();
    expect(Buffer.byteLength(whole)).toBe(size());
    const rest = await fetch(operation.url ?? "", { headers: { range: "bytes=1000-" } });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([206, `bytes 1000-${size() - 1}/${size()}`]);
    expect(await rest.text()).toBe(whole.slice(1000));
    expect((await fetch(operation.url ?? "", { headers: { range: `bytes=${size()}-` } })).status).toBe(416);
  });

  it("is gone after seven days, and never there under another address", async () => {
    expect(
      (await fetch((operation.url ?? "").replace(/-[0-9a-f]{32}\.jsonl/, `-${"0".repeat(32)}.jsonl`))).status,
    ).toBe(404);
    fixture.clock.advance(7 * 86_400_000 + 1000);
    expect((await fetch(operation.url ?? "")).status).toBe(403);
  });

  it("comes compressed to those who accept it, when the simulator is told to", async () => {
    const other = await startFixture({ isGzipped: true });
    const restore = rerouteFetch(other.simulator.url);
    try {
      other.shop.placeOrder({ lines: [{ productId: 7, quantity: 1 }] });
      const run = `mutation { bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }") { bulkOperation { id } } }`;
      await other.graphql(run);
      await other.simulator.bulk.idle();
      const { data } = await other.graphql("{ bulkOperations(first: 1) { nodes { url } } }");
      const { nodes } = data?.["bulkOperations"] as { nodes: { url: string }[] };
      const response = await fetch(nodes[0]?.url ?? "");
      expect(response.headers.get("content-encoding")).toBe("gzip");
      expect(JSON.parse(await response.text())).toHaveProperty("id");
    } finally {
      restore();
      await other.close();
    }
  });

  it("can be cut, reset, stalled, refused or moved on demand", async () => {
    const { faults } = fixture.simulator;
    faults.add({ surface: "download", kind: { type: "cutAt", share: 0.7 } });
    expect((await (await fetch(operation.url ?? "")).text()).length).toBe(Math.floor(size() * 0.7));
    faults.add({ surface: "download", kind: { type: "resetAt", share: 0.7 } });
    await expect(fetch(operation.url ?? "").then((response) => response.text())).rejects.toThrow();
    faults.add({ surface: "download", kind: { type: "stallAt", share: 0.7 } });
    const reader = (await fetch(operation.url ?? "")).body?.getReader();
    for (let left = Math.floor(size() * 0.7); left > 0;) left -= (await reader?.read())?.value?.byteLength ?? NaN;
    expect(await Promise.race([reader?.read(), delay(50, "still open")])).toBe("still open");
    await reader?.cancel();
    faults.add({ surface: "download", kind: { type: "status", status: 403 } });
    expect((await fetch(operation.url ?? "")).status).toBe(403);
    faults.add({ surface: "download", kind: { type: "redirect", location: "http://127.0.0.1:1/" } });
    expect((await fetch(operation.url ?? "", { redirect: "manual" })).status).toBe(302);
    expect((await fetch(operation.url ?? "")).status).toBe(200);
  });
});
