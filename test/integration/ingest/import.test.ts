import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "~/adapters/db/connect/client.server";
import { CHECKOUTS_COUNT } from "~/adapters/shopify/queries/counts";
import { importShop } from "~/features/ingest/import-shop.server";
import { importState } from "~/features/installation/import-state.server";
import { seededRandom } from "../../simulator/seeded-random";
import type { ShopStore } from "../../simulator/store/shop-store";
import { dyingDatabase, Killed } from "../../support/database/dying-database";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { loadHistory } from "../../support/shops/shop-folder";
import { fillShop } from "../../support/shops/shop-life";

/** Enough for a result file of several chunks. */
const LONG = 700;
const SHORT = 40;

let app: IngestApp;
let shops = 0;
let undisturbed: object;
let undisturbedShort: object;

beforeAll(async () => {
  app = await startIngestApp();
  undisturbed = await importUndisturbed(LONG);
  undisturbedShort = await importUndisturbed(SHORT);
});

afterEach(() => {
  app.simulator.faults.clear();
  app.simulator.bulk.reset();
});
afterAll(() => app.close());

const history = (orders: number) =>
  loadHistory(app.simulator.store, { domain: `history-${++shops}.myshopify.com`, orders });

async function importUndisturbed(orders: number): Promise<object> {
  const shop = await history(orders);
  await app.install(shop);
  return app.snapshot(shop);
}

async function installed(orders: number): Promise<ShopStore> {
  const shop = await history(orders);
  shop.install();
  await app.openApp(shop);
  return shop;
}

/** What differs from an undisturbed import, a few lines of it. */
async function differences(shop: ShopStore, expected: object): Promise<string[]> {
  const lines = (value: object) => JSON.stringify(value, null, 1).split("\n");
  const [is, should] = [lines(await app.snapshot(shop)), lines(expected)];
  return is.flatMap((line, index) => (line === should[index] ? [] : [`${should[index]} -> ${line}`])).slice(0, 5);
}

const state = (shop: ShopStore) => importState(app.context, String(shop.id));

/** The database as it is when one of the connections, the `late`-th asked for, is slow to come. */
function withLateConnection({ pool, ...rest }: Database, late: number): Database {
  let asked = 0;
  const connect = async () => {
    if (++asked === late) await delay(100);
    return pool.connect();
  };
  const slow = new Proxy(pool, {
    get: (target, name) => (name === "connect" ? connect : (Reflect.get(target, name, target) as unknown)),
  });
  return { ...rest, pool: slow };
}

/** Lets Shopify finish the operations of an import whose worker dies before it fetches the results. */
async function withResultsWaiting(shop: ShopStore): Promise<void> {
  const stop = new AbortController();
  app.simulator.bulk.settings({ isHeld: true });
  const dying = app.importAll(shop, stop.signal).catch(() => {});
  await expect
    .poll(
      async () =>
        (await app.rows(shop, "SELECT FROM import_part WHERE shop_id = $1 AND bulk_operation_id IS NULL")).length,
    )
    .toBeLessThanOrEqual(1);
  stop.abort();
  await dying;
  app.simulator.bulk.settings({ isHeld: false });
  await app.simulator.bulk.idle();
}

/** Changes the result file of a part in place; what replaces a text must have its length. */
async function tamper(shop: ShopStore, objectKind: string, change: (text: string) => string): Promise<void> {
  const parts = await app.rows<{ id: string }>(
    shop,
    `SELECT bulk_operation_id AS id FROM import_part p JOIN import_run r USING (shop_id, import_id)
     WHERE p.shop_id = $1 AND object_kind = '${objectKind}' AND r.kind = 'full'`,
  );
  const path = app.simulator.bulk.resultFile(shop.id, Number(parts[0]?.id.split("/").at(-1)));
  const before = await readFile(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  expect(Buffer.byteLength(after)).toBe(Buffer.byteLength(before));
  await writeFile(path, after);
}

const part = (shop: ShopStore, kind: string) =>
  state(shop).then(({ parts }) => parts.find((each) => each.kind === kind));

describe("an import", () => {
  it("brings in every order, customer, product and checkout, and says so", async () => {
    const shop = app.createShop();
    fillShop(shop, { orders: 30 });
    await app.install(shop);
    const [counts] = await app.rows<Record<string, string>>(
      shop,
      `SELECT (SELECT count(*) FROM orders WHERE shop_id = $1) AS orders,
              (SELECT count(*) FROM product WHERE shop_id = $1) AS products,
              (SELECT count(*) FROM customer WHERE shop_id = $1) AS customers`,
    );
    const { orders, products, customers } = shop.counts();
    expect(counts).toEqual({ orders: String(orders), products: String(products), customers: String(customers) });
    expect(await state(shop)).toMatchObject({ phase: "ready", historyLimited: false, reason: null });
    expect(await part(shop, "orders")).toMatchObject({ done: orders, expected: orders, status: "staged", deadRows: 0 });
  });

  it("publishes the newest 30 days first and says they are not all", async () => {
    const shop = await installed(SHORT);
    app.simulator.bulk.endNext({ status: "RUNNING", matching: "customers" });
    const stop = new AbortController();
    const running = app.importAll(shop, stop.signal).catch(() => {});
    await expect.poll(async () => (await state(shop)).phase, { timeout: 20_000 }).toBe("partial");
    const orders = await app.rows<{ processed_at: Date }>(shop, "SELECT processed_at FROM orders WHERE shop_id = $1");
    expect(orders.length).toBeGreaterThan(0);
    expect(orders.length).toBeLessThan(SHORT);
    expect(Math.min(...orders.map((order) => order.processed_at.getTime()))).toBeGreaterThan(
      Date.now() - 31 * 86_400_000,
    );
    stop.abort();
    await running;
  });

  it("begins with the newest 30 days, whichever answer of the database comes late", async () => {
    app.simulator.bulk.settings({ isHeld: true });
    for (const late of [1, 2, 3, 4]) {
      const shop = await installed(SHORT);
      const stop = new AbortController();
      const context = { ...app.context, db: withLateConnection(app.context.db, late) };
      const running = importShop(context, { shopId: String(shop.id) }, stop.signal).catch(() => {});
      const waiting = () =>
        app.rows<{ kind: string; object_kind: string }>(
          shop,
          `SELECT r.kind, object_kind FROM import_part JOIN import_run r USING (shop_id, import_id)
           WHERE shop_id = $1 AND bulk_operation_id IS NULL`,
        );
      await expect.poll(waiting).toEqual([{ kind: "full", object_kind: "checkouts" }]);
      stop.abort();
      await running;
    }
  });

  it("tells when only 60 days of orders may be read", async () => {
    const shop = await history(SHORT);
    shop.install(["read_orders", "read_products", "read_customers"]);
    await app.openApp(shop);
    expect(await state(shop)).toMatchObject({ phase: "waiting", historyLimited: true });
  });

  it("names the part that failed, not those that were stopped because of it", async () => {
    const shop = await installed(SHORT);
    // The sixth part begins when one of the first five has ended; the customers' operation lets the others wait.
    app.simulator.bulk.endNext({ status: "RUNNING", matching: "customers" });
    app.simulator.faults.add({
      surface: "graphql",
      kind: { type: "graphqlError", code: "UNHEARD_OF", message: "no checkouts today" },
      matching: JSON.stringify({ query: CHECKOUTS_COUNT, variables: { query: null } }),
    });
    expect(await app.importAll(shop)).toEqual({ failed: "invalid" });
    const { phase, reason } = await state(shop);
    expect(phase).toBe("failed");
    expect(reason).toContain("no checkouts today");
  });

  it("I1: a worker that dies at any statement is succeeded by one that ends at the same numbers", async () => {
    const random = seededRandom(7);
    for (let round = 0; round < 3; round++) {
      const shop = await installed(LONG);
      for (let deaths = 0; ; deaths++) {
        // Later deaths come later, so that the import ends.
        const context = {
          ...app.context,
          db: dyingDatabase(app.context.db, Math.ceil(random() * 120 * (1 + deaths / 3))),
        };
        try {
          await importShop(context, { shopId: String(shop.id) }, new AbortController().signal);
          break;
        } catch (error) {
          expect(error).toBeInstanceOf(Killed);
        }
      }
      expect(await differences(shop, undisturbed)).toEqual([]);
      expect(await state(shop)).toMatchObject({ phase: "ready", reason: null });
    }
  });

  it("I1: goes on in the middle of a file instead of beginning again", async () => {
    const shop = await installed(LONG);
    // No file comes in whole, so that every operation has begun and no part is done when the worker dies.
    app.simulator.faults.add({ surface: "download", kind: { type: "stallAt", share: 0.8 }, times: Infinity });
    const stop = new AbortController();
    const dying = app.importAll(shop, stop.signal).catch(() => {});
    const inTheMiddle = `
      SELECT FROM import_part p WHERE shop_id = $1 AND object_kind = 'orders' AND staged_chunks >= 1 AND NOT EXISTS (
        SELECT FROM import_part o WHERE o.shop_id = p.shop_id AND o.bulk_operation_id IS NULL)`;
    await expect.poll(async () => (await app.rows(shop, inTheMiddle)).length).toBeGreaterThan(0);
    stop.abort();
    await dying;
    app.simulator.faults.clear();
    const operations = app.simulator.calls.filter(({ text }) => text.includes("StartBulkQuery")).length;
    await app.importAll(shop);
    expect(app.simulator.calls.filter(({ text }) => text.includes("StartBulkQuery")).length).toBe(operations);
    expect(await differences(shop, undisturbed)).toEqual([]);
  });

  it("I2: takes a shop without anything in it for an empty shop, not for an error", async () => {
    const shop = app.createShop();
    await app.install(shop);
    expect(await state(shop)).toMatchObject({ phase: "ready", reason: null });
  });

  it.each(["FAILED", "CANCELED", "EXPIRED"] as const)("I2: asks again after %s", async (status) => {
    const shop = await installed(SHORT);
    app.simulator.bulk.endNext({ status, errorCode: "INTERNAL_SERVER_ERROR", matching: "agreements" });
    await app.importAll(shop);
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("I2: leaves out what it is denied, and asks for the scope when nothing is left", async () => {
    const denied = { status: "FAILED", errorCode: "ACCESS_DENIED" } as const;
    const narrow = await installed(SHORT);
    app.simulator.bulk.endNext({ ...denied, matching: "shippingAddress" });
    app.simulator.bulk.endNext({ ...denied, matching: "shippingAddress" });
    await app.importAll(narrow);
    expect(await state(narrow)).toMatchObject({ phase: "ready" });

    const shut = await installed(SHORT);
    for (let count = 0; count < 4; count++) app.simulator.bulk.endNext({ ...denied, matching: "agreements" });
    await app.importAll(shut);
    expect(await state(shut)).toMatchObject({ phase: "failed", reason: expect.stringContaining("denies") });
  });

  it("I3: keeps what a part of a file holds, and never calls it complete", async () => {
    const shop = await installed(SHORT);
    for (let count = 0; count < 8; count++) {
      app.simulator.bulk.endNext({ status: "FAILED", errorCode: "TIMEOUT", partialShare: 0.5, matching: "agreements" });
    }
    await app.importAll(shop);
    const stored = await app.rows(shop, "SELECT FROM orders WHERE shop_id = $1");
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThan(SHORT);
    expect(await state(shop)).toMatchObject({ phase: "partial", reason: expect.stringContaining("early") });
  });

  it("I3: replaces a part of a file by the whole when it comes", async () => {
    const shop = await installed(SHORT);
    app.simulator.bulk.endNext({ status: "FAILED", errorCode: "TIMEOUT", partialShare: 0.5, matching: "agreements" });
    app.simulator.bulk.endNext({ status: "FAILED", errorCode: "TIMEOUT", partialShare: 0.5, matching: "agreements" });
    await app.importAll(shop);
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it.each([
    ["cut in the middle of a line", { type: "cutAt", share: 0.7 }],
    ["broken off at 70%", { type: "resetAt", share: 0.7 }],
  ] as const)("I4: fetches the rest of a file that was %s", async (_name, kind) => {
    const shop = await installed(LONG);
    app.simulator.faults.add({ surface: "download", kind, times: 3 });
    await app.importAll(shop);
    expect(await differences(shop, undisturbed)).toEqual([]);
    expect(await state(shop)).toMatchObject({ phase: "ready", reason: null });
  });

  it("I4: does not accept fewer lines than Shopify counted", async () => {
    const shop = await installed(SHORT);
    await withResultsWaiting(shop);
    // Two lines become one, which is no JSON.
    await tamper(shop, "orders", (text) => text.replace("}\n{", "} {"));
    await app.importAll(shop);
    expect(await differences(shop, undisturbedShort)).toEqual([]);
    expect(await state(shop)).toMatchObject({ phase: "ready", reason: null });
  });

  it.each([403, 404, 416])("I5: asks for a new file when the old one answers %i", async (status) => {
    const shop = await installed(SHORT);
    app.simulator.faults.add({ surface: "download", kind: { type: "status", status }, times: 2 });
    await app.importAll(shop);
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("I5: gives up with a reason when no file can ever be read", async () => {
    const shop = await installed(SHORT);
    app.simulator.faults.add({ surface: "download", kind: { type: "status", status: 404 }, times: 1000 });
    await app.importAll(shop);
    expect(await state(shop)).toMatchObject({ phase: "failed", reason: expect.stringContaining("404") });
  });

  it("I6: joins children that stand anywhere, and reads again the order whose own line is missing", async () => {
    const shop = await installed(SHORT);
    await withResultsWaiting(shop);
    await tamper(shop, "orders", (text) =>
      text.replace(/"id":"gid:\/\/shopify\/Order\/(\d)/, '"ix":"gid://shopify/Order/$1'),
    );
    await app.importAll(shop);
    expect(await part(shop, "orders")).toMatchObject({ deadRows: 1 });
    expect(await state(shop)).toMatchObject({ phase: "ready", reason: null });
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("I7: names bad rows with their line, imports the rest, and shows the share", async () => {
    const shop = await installed(SHORT);
    await withResultsWaiting(shop);
    let changed = 0;
    await tamper(shop, "customers", (text) =>
      text
        .split("\n")
        .map((line, index) => {
          const bad = [
            line.replace("{", "x"),
            line.replace('"id"', '"ix"'),
            line.replace('"createdAt":"2', '"createdAt":"0').replace('"createdAt":"0026', '"createdAt":"0001'),
            line.replace('"updatedAt":"20', '"updatedAt":"99'),
          ][index];
          if (bad !== undefined && bad !== line) changed += 1;
          return bad ?? line;
        })
        .join("\n"),
    );
    await app.importAll(shop);
    expect(changed).toBe(4);
    const letters = await app.rows<{ reference: string; reason: string }>(
      shop,
      "SELECT reference, reason FROM dead_letter WHERE shop_id = $1 ORDER BY reference",
    );
    expect(letters.map(({ reference }) => reference.replace(/^\S+ /, ""))).toEqual(
      [1, 2, 3, 4].map((line) => `customers line ${line}`),
    );
    const customers = shop.counts().customers;
    expect(await part(shop, "customers")).toMatchObject({ rows: customers, deadRows: 4, done: customers - 4 });
    expect(await state(shop)).toMatchObject({ phase: "ready" });
  });

  it.each([
    ["an amount of 1e309", /"amount":"\d{2}/, '"amount":"1e'],
    ["no boolean", /"test":false/, '"test":"fals'],
    ["bad JSON", /^\{/m, "["],
  ])("I7: keeps %s out of the numbers, and reads its order again", async (_name, pattern, bad) => {
    const shop = await installed(SHORT);
    await withResultsWaiting(shop);
    await tamper(shop, "orders", (text) => text.replace(pattern, bad));
    await app.importAll(shop);
    expect(await part(shop, "orders")).toMatchObject({ deadRows: 1 });
    expect(await state(shop)).toMatchObject({ phase: "ready" });
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("I7: asks for another file when a line does not say which order it belongs to", async () => {
    const shop = await installed(SHORT);
    await withResultsWaiting(shop);
    await tamper(shop, "orders", (text) =>
      text.replace(/^.*"__parentId".*$/m, (line) => "x".repeat(Buffer.byteLength(line))),
    );
    await app.importAll(shop);
    expect(await part(shop, "orders")).toMatchObject({ deadRows: 0, status: "staged" });
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("builds the ledger of an order without agreements from the order itself", async () => {
    const shop = await installed(SHORT);
    for (const { id } of shop.orders({ limit: SHORT })) shop.updateOrder(id, { hasAgreements: false });
    await app.importAll(shop);
    type Amounts = { order_id: string; kept_value: string; order_value: string };
    const rebuilt = await app.rows<Amounts>(
      shop,
      "SELECT order_id, kept_value, order_value FROM orders WHERE shop_id = $1 AND is_rebuilt ORDER BY order_id",
    );
    expect(rebuilt).toHaveLength(SHORT);
    const { orders } = (undisturbedShort as { facts: { orders: Amounts[] } }).facts;
    const expected = new Map(orders.map((order) => [order.order_id, order]));
    for (const order of rebuilt) expect(expected.get(order.order_id)).toMatchObject(order);
  });

  it("I9, I14: an older version in the file does not overwrite what a webhook brought", async () => {
    const shop = await installed(SHORT);
    await withResultsWaiting(shop);
    const [order] = shop.orders({ limit: 1 });
    if (order === undefined) throw new Error("no order");
    shop.refundOrder(order.id, { adjustment: 777 });
    await app.settle(shop);
    const kept = "SELECT kept_value FROM orders WHERE shop_id = $1 AND order_id = 100000";
    const before = await app.rows(shop, kept);
    expect(before).toHaveLength(1);
    await app.importAll(shop);
    expect(await app.rows(shop, kept)).toEqual(before);
  });

  it("catches up with what changed while it ran, few orders at once and many by another operation", async () => {
    for (const changes of [5, 300]) {
      const shop = await installed(SHORT);
      app.simulator.webhooks.trouble({ dropShare: 1 });
      await withResultsWaiting(shop);
      const [product] = shop.products();
      for (let count = 0; count < changes; count++) {
        shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
      }
      app.simulator.webhooks.trouble({ dropShare: 0 });
      await app.importAll(shop);
      await app.importAll(shop);
      const stored = await app.rows(shop, "SELECT FROM orders WHERE shop_id = $1");
      expect(stored).toHaveLength(SHORT + changes);
    }
  });

  it("I10: takes a throttling, failing Shopify for a slow one", { timeout: 90_000 }, async () => {
    const shop = await installed(SHORT);
    for (const kind of [
      { type: "throttled" },
      { type: "status", status: 429, retryAfterSeconds: 1 },
      { type: "status", status: 502 },
      { type: "html" },
      { type: "reset" },
    ] as const) {
      app.simulator.faults.add({ surface: "graphql", kind, shop: shop.domain });
    }
    app.simulator.faults.add({ surface: "graphql", kind: { type: "throttled" }, matching: "bulkOperation", times: 3 });
    await app.importAll(shop);
    expect(await state(shop)).toMatchObject({ phase: "ready", reason: null });
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("I12: waits for a place when others hold them all", async () => {
    const shop = await installed(SHORT);
    app.simulator.bulk.occupySlots(5);
    const running = app.importAll(shop);
    await delay(500);
    expect(await state(shop)).toMatchObject({ phase: "waiting" });
    app.simulator.bulk.occupySlots(0);
    await running;
    expect(await differences(shop, undisturbedShort)).toEqual([]);
  });

  it("L8: twenty first requests at once make one shop, one session and one import", async () => {
    const shop = await history(SHORT);
    shop.install();
    await Promise.all(Array.from({ length: 20 }, () => app.openApp(shop)));
    const runs = await app.rows<{ kind: string }>(shop, "SELECT kind FROM import_run WHERE shop_id = $1 ORDER BY kind");
    expect(runs.map(({ kind }) => kind)).toEqual(["full", "recent"]);
    expect(await app.rows(shop, "SELECT FROM session s JOIN shop d ON d.domain = s.shop WHERE d.id = $1")).toHaveLength(
      1,
    );
  });
});
