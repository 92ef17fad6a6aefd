import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  countAttempt,
  countPending,
  markDead,
  markDone,
  markDoneBetween,
  pendingDeliveries,
  pendingMentions,
  pendingSince,
  pruneInbox,
  replaceBody,
  storeDelivery,
} from "~/adapters/db/inbox/inbox.server";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShop } from "../../support/database/new-shop";

let database: TestDatabase;
let shopId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  shopId = await installedShop(database.db);
});
afterAll(() => database.drop());

const NOON = new Date("2026-11-20T12:00:00Z");
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000);
const within = <T>(work: (tx: Tx) => Promise<T>) => withShop(database.db, shopId, work);

interface Message {
  readonly topic?: string;
  readonly body?: string;
  readonly receivedAt?: Date;
  readonly triggeredAt?: Date | null;
}

/** A message under its event's name, received at noon unless said otherwise. */
async function receive(eventId: string, message: Message = {}): Promise<void> {
  const { topic = "orders/updated", body = "{}", receivedAt = NOON, triggeredAt = null } = message;
  await within(async (tx) => {
    const delivery = {
      topic,
      eventId,
      webhookId: eventId,
      apiVersion: "2026-10",
      triggeredAt,
      body: Buffer.from(body),
    };
    expect(await storeDelivery(tx, shopId, delivery)).toBe(true);
    await tx.query("UPDATE webhook_inbox SET received_at = $2 WHERE shop_id = $1 AND event_id = $3", [
      shopId,
      receivedAt,
      eventId,
    ]);
  });
}

const ORDERS = ["orders/updated"];
const key = (eventId: string, topic = "orders/updated") => ({ topic, eventId });
const pending = (topics: Parameters<typeof pendingDeliveries>[2]["topics"] = { not: [] }) =>
  within((tx) => pendingDeliveries(tx, shopId, { limit: 10, after: null, topics }));
const names = (deliveries: readonly { eventId: string }[]) => deliveries.map(({ eventId }) => eventId);
const stored = () =>
  within(async (tx) => {
    const { rows } = await tx.query<{ name: string; status: string; body: string; reason: string | null }>(
      `SELECT event_id AS name, status, convert_from(body, 'UTF8') AS body, reason
       FROM webhook_inbox WHERE shop_id = $1 ORDER BY event_id`,
      [shopId],
    );
    return rows;
  });
const statuses = async () => (await stored()).map(({ name, status }) => `${name} ${status}`);

describe("messages that wait", () => {
  it("are worked on in the order they were received, each once, page by page", async () => {
    await receive("c", { receivedAt: after(1) });
    await receive("b");
    await receive("a");
    await receive("over", { receivedAt: after(-1) });
    await within((tx) => markDone(tx, shopId, [key("over")]));
    const page = (last: Awaited<ReturnType<typeof pending>>[number] | null) =>
      within((tx) => pendingDeliveries(tx, shopId, { limit: 2, after: last, topics: { not: [] } }));
    const first = await page(null);
    expect(names(first)).toEqual(["a", "b"]);
    const second = await page(first[1]!);
    expect(names(second)).toEqual(["c"]);
    expect(await page(second[0]!)).toEqual([]);
  });

  it("are asked for by topic, or by all topics but some", async () => {
    await receive("order");
    await receive("product", { topic: "products/update" });
    expect(names(await pending({ only: ORDERS }))).toEqual(["order"]);
    expect(names(await pending({ not: ORDERS }))).toEqual(["product"]);
    const count = (notUnder?: readonly string[]) => within((tx) => countPending(tx, shopId, notUnder));
    expect([await count(), await count(ORDERS), await count([])]).toEqual([2, 1, 2]);
    await within((tx) => markDone(tx, shopId, [key("product", "products/update")]));
    expect([await count(), await count(ORDERS)]).toEqual([1, 0]);
  });

  it("have waited since the earliest of them was triggered or received", async () => {
    const since = () => within((tx) => pendingSince(tx, shopId, ORDERS));
    expect(await since()).toBeNull();
    await receive("a", { triggeredAt: after(-60) });
    await receive("b", { receivedAt: after(-30), triggeredAt: after(-20) });
    await receive("product", { topic: "products/update", triggeredAt: after(-600) });
    expect(await since()).toEqual({ count: 2, oldest: after(-60) });
    await within((tx) => markDone(tx, shopId, [key("a")]));
    expect(await since()).toEqual({ count: 1, oldest: after(-30) });
    await within((tx) => markDone(tx, shopId, [key("b")]));
    expect(await since()).toBeNull();
  });

  it("count their attempts, each its own", async () => {
    await receive("a");
    await receive("b");
    await within((tx) => countAttempt(tx, shopId, [key("a")]));
    await within((tx) => countAttempt(tx, shopId, [key("a")]));
    expect((await pending()).map(({ eventId, attempts }) => [eventId, attempts])).toEqual([
      ["a", 2],
      ["b", 0],
    ]);
  });

  it("are found by a name in their bodies, wherever it stands, and changed alone", async () => {
    await receive("a", { body: "12345 and more" });
    await receive("b", { body: "nobody" });
    await receive("c", { body: "customer 12345" });
    await within((tx) => markDone(tx, shopId, [key("c")]));
    const found = await within((tx) => pendingMentions(tx, shopId, ["12345", "67"]));
    expect(names(found)).toEqual(["a"]);
    await within((tx) => replaceBody(tx, shopId, { ...found[0]!, body: Buffer.from("nobody") }));
    await within((tx) => replaceBody(tx, shopId, { ...found[0]!, topic: "other", body: Buffer.from("lost") }));
    expect((await stored()).map(({ body }) => body)).toEqual(["nobody", "nobody", ""]);
  });
});

describe("messages that are over", () => {
  it("lose their bodies and keep the reason; others stay as they are", async () => {
    for (const name of ["done", "useless", "waits"]) await receive(name, { body: "text" });
    await receive("other topic", { topic: "products/update", body: "text" });
    await within((tx) => markDone(tx, shopId, [key("done"), key("other topic")], "applied before"));
    await within((tx) => markDead(tx, shopId, key("useless"), "unreadable"));
    // What is of no use stays so, whatever is said of it later.
    await within((tx) => markDone(tx, shopId, [key("useless")]));
    expect(await stored()).toEqual([
      { name: "done", status: "done", body: "", reason: "applied before" },
      { name: "other topic", status: "pending", body: "text", reason: null },
      { name: "useless", status: "dead", body: "", reason: "unreadable" },
      { name: "waits", status: "pending", body: "text", reason: null },
    ]);
  });

  it("are those an import has read: triggered from its beginning, received until its end, both included", async () => {
    const readBy = (from: Date, until: Date) => within((tx) => markDoneBetween(tx, shopId, ORDERS, from, until));
    await receive("a", { triggeredAt: after(-1) });
    await receive("b", { triggeredAt: NOON, receivedAt: after(10) });
    await receive("c", { receivedAt: after(11) });
    await receive("d", { triggeredAt: after(5), receivedAt: after(-1) });
    await receive("product", { topic: "products/update" });
    await receive("useless");
    await within((tx) => markDead(tx, shopId, key("useless"), "unreadable"));
    await readBy(NOON, after(10));
    expect(await statuses()).toEqual([
      "a pending",
      "b done",
      "c pending",
      "d pending",
      "product pending",
      "useless dead",
    ]);
    expect((await stored()).map(({ body }) => body)).toEqual(["{}", "", "{}", "{}", "{}", ""]);
    await readBy(after(-1), after(11));
    expect(await statuses()).toEqual(["a done", "b done", "c done", "d done", "product pending", "useless dead"]);
  });

  it("are forgotten after thirty days, those that wait never", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await receive("old", { receivedAt: daysAgo(31) });
    await receive("old and waiting", { receivedAt: daysAgo(31) });
    await receive("old and useless", { receivedAt: daysAgo(31) });
    await receive("recent", { receivedAt: daysAgo(29) });
    await within((tx) => markDone(tx, shopId, [key("old"), key("recent")]));
    await within((tx) => markDead(tx, shopId, key("old and useless"), "unreadable"));
    await within((tx) => pruneInbox(tx, shopId));
    expect(await statuses()).toEqual(["old and waiting pending", "recent done"]);
  });
});
