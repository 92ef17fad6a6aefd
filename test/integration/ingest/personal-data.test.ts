import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { KEPT_FIELDS } from "~/adapters/shopify/webhooks/kept-fields";
import { startImport } from "~/features/installation/start-import.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { fillShop } from "../../support/shops/shop-life";
import { tablesMentioning } from "../../support/database/tables-mentioning";

const EMAIL = "erika.mustermann@example.com";
const PHONE = "+49 151 23456789";
const NAME = "Mustermann";
const STREET = "Heidestraße 17";
const CUSTOMER_ID = 7_654_321_987_654;
/** Named in no other shop, so that a search of all tables means this one. */
const REDACTED_ID = 7_654_321_000_123;
const PERSON = [EMAIL, PHONE, NAME, STREET];

let app: IngestApp;
let shop: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  shop = app.createShop();
  fillShop(shop, { orders: 3 });
  await app.install(shop);
  await app.settle(shop);
});

const mentioning = (...texts: readonly string[]) => tablesMentioning(app.database.ownerUrl, ...texts);
const inShop = <Row>(statement: string) => app.rows<Row>(shop, statement);

async function send(topic: string, body: string | Buffer): Promise<void> {
  const answer = await fetch(app.webhookUrl, {
    method: "POST",
    body: new Uint8Array(Buffer.from(body)),
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(body).digest("base64"),
    },
  });
  expect(answer.status).toBe(200);
}

const address = { first_name: "Erika", last_name: NAME, name: `Erika ${NAME}`, address1: STREET, phone: PHONE };
const person = { id: CUSTOMER_ID, email: EMAIL, ...address, default_address: address };

/** A body in which the person stands wherever a body of any topic may name one. */
function personal(): Record<string, unknown> {
  return {
    id: 4_711,
    shop_id: shop.id,
    shop_domain: shop.domain,
    myshopify_domain: shop.domain,
    ...{ email: EMAIL, contact_email: EMAIL, phone: PHONE, name: `Erika ${NAME}`, title: NAME, vendor: NAME },
    ...{ shop_owner: NAME, customer_email: EMAIL, address1: STREET, tags: `${NAME}, ${EMAIL}`, note: PHONE },
    ...{ customer: person, shipping_address: address, billing_address: address, user: { email: EMAIL } },
    note_attributes: [{ name: "to", value: `${NAME}, ${STREET}` }],
    client_details: { browser_ip: "203.0.113.7", user_agent: NAME },
    landing_site: `/?email=${EMAIL}`,
    line_items: [{ title: NAME, price: "10.00", quantity: 1, properties: [{ name: "engraving", value: NAME }] }],
    shipping_lines: [{ price: "5.00", title: STREET }],
    abandoned_checkout_url: `https://${shop.domain}/${shop.id}/checkouts/ac/1/recover?key=1&email=${EMAIL}`,
    order_edit: { id: 1, order_id: 4_711, staff_note: NAME },
    data_request: { id: 5 },
    ...{ token: "a-token", currency: "EUR", subtotal_price: "10.00", total_tax: "0.00", taxes_included: false },
    ...{ created_at: "2026-02-03T04:05:06Z", updated_at: "2026-02-03T04:05:06Z", completed_at: null },
  };
}

/** The same with the person in place of every single value. */
function misplaced(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((item) => misplaced(item, text));
  if (typeof value !== "object" || value === null) return text;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, misplaced(inner, text)]));
}

const TOPICS = [...KEPT_FIELDS.keys()].filter((topic) => !["app/uninstalled", "shop/redact"].includes(topic));

describe("personal data in messages", () => {
  it("P7: of good, odd and unreadable bodies of every topic is stored nowhere, waiting, applied or dead", async () => {
    for (const topic of TOPICS) {
      await send(topic, JSON.stringify(personal()));
      for (const text of [EMAIL, PHONE, `Erika ${NAME}`])
        await send(topic, JSON.stringify(misplaced(personal(), text)));
      await send(topic, `{"email": "${EMAIL}", "phone": "${PHONE}", "name": "${NAME}"`);
      await send(topic, JSON.stringify([EMAIL, NAME]));
      await send(topic, JSON.stringify(`${NAME}, ${PHONE}`));
      await send(topic, Buffer.concat([Buffer.from(`{"name": "${NAME}"`), Buffer.from([0xff])]));
    }
    expect(await inShop("SELECT FROM webhook_inbox WHERE shop_id = $1 AND status = 'pending'")).toHaveLength(
      8 * TOPICS.length,
    );
    expect(await mentioning(...PERSON)).toEqual([]);
    await app.drain(shop);
    expect((await inShop("SELECT FROM dead_letter WHERE shop_id = $1")).length).toBeGreaterThan(4 * TOPICS.length);
    expect(await mentioning(...PERSON)).toEqual([]);
  });

  it("P11: is no loss to what a dead letter is for: its reason and what it was about", async () => {
    await send("checkouts/update", JSON.stringify({ ...personal(), id: 815, subtotal_price: "a lot" }));
    await send("orders/updated", "{");
    await app.drain(shop);
    const letters = await inShop<{ reference: string; reason: string; payload: Buffer }>(
      "SELECT reference, reason, payload FROM dead_letter WHERE shop_id = $1 ORDER BY reference",
    );
    expect(letters.map(({ reference, reason }) => [reference.split(" ")[0], reason])).toEqual([
      ["checkouts/update", expect.stringContaining("a text of 5 characters")],
      ["orders/updated", expect.stringMatching(/^unreadable: not JSON in UTF-8, 1 bytes, SHA-256 [0-9a-f]{64}$/)],
    ]);
    expect(JSON.parse(letters[0]?.payload.toString() ?? "")).toMatchObject({ id: 815, has_contact: true });
  });

  it("L4, P7: a redacted customer's id comes back by no late message, good, odd or dead", async () => {
    const id = REDACTED_ID;
    const about = { ...personal(), customer: { ...person, id } };
    const odd = { ...about, subtotal_price: "odd" };
    const customer = shop.createCustomer({ id });
    shop.createCheckout({ customerId: customer.id, hasContact: true });
    await app.settle(shop);
    await send("checkouts/update", JSON.stringify(odd));
    await app.drain(shop);
    expect(await mentioning(String(id))).toEqual(expect.arrayContaining(["customer", "checkout", "dead_letter"]));

    // Both wait when the redaction comes, and are worked off after it.
    await send("checkouts/update", JSON.stringify({ ...about, id: 816, token: "waiting" }));
    await send("customers/update", JSON.stringify({ ...about, id }));
    shop.redactCustomer(id);
    await app.settle(shop);
    expect(await mentioning(String(id))).toEqual([]);

    for (const topic of TOPICS.filter((topic) => !/redact|data_request|merge/.test(topic))) {
      const body = topic.startsWith("customers/") ? { ...about, id } : about;
      for (const each of [body, { ...odd, ...(topic.startsWith("customers/") && { id }) }]) {
        await send(topic, JSON.stringify(each));
      }
    }
    const gone = `gid://shopify/Customer/${id}`;
    const kept = "gid://shopify/Customer/1";
    for (const merge of [
      { admin_graphql_api_customer_kept_id: kept, admin_graphql_api_customer_deleted_id: gone },
      { admin_graphql_api_id_customer_kept: kept, admin_graphql_api_id_customer_deleted: gone },
    ]) {
      await send("customers/merge", JSON.stringify(merge));
    }
    expect(await mentioning(String(id))).toEqual([]);
    await app.drain(shop);
    await startImport(app.context, String(shop.id));
    await app.importAll(shop);
    expect(await mentioning(String(id))).toEqual([]);
  });

  it("L4: a late checkout of a redacted customer counts as theirs still, under the surrogate", async () => {
    const customer = shop.createCustomer({ id: CUSTOMER_ID });
    shop.createCheckout({ customerId: customer.id, hasContact: true });
    await app.settle(shop);
    shop.redactCustomer(CUSTOMER_ID);
    await app.settle(shop);
    await send("checkouts/update", JSON.stringify({ ...personal(), id: 817, token: "late" }));
    await app.drain(shop);
    const owners = await inShop<{ customer_id: string }>(
      "SELECT DISTINCT customer_id FROM checkout WHERE shop_id = $1 AND customer_id < 0",
    );
    expect(owners).toHaveLength(1);
    const [late] = await inShop<{ customer_id: string; has_contact: boolean }>(
      "SELECT customer_id, has_contact FROM checkout WHERE shop_id = $1 AND checkout_id = 817",
    );
    expect(late).toEqual({ customer_id: owners[0]?.customer_id, has_contact: true });
  });
});
