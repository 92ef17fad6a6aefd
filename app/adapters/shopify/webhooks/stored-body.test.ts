import { describe, expect, it } from "vitest";
import { KEPT_FIELDS } from "./kept-fields";
import { readStoredBody, storedBody, storedLine } from "./stored-body";

const stored = (topic: string, body: unknown) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return JSON.parse(storedBody(topic, Buffer.from(text)).toString()) as Record<string, unknown>;
};

describe("what is stored of a message", () => {
  it("is of an order that it changed, and nothing of who bought what", () => {
    const order = {
      ...{ id: 7, admin_graphql_api_id: "gid://shopify/Order/7", updated_at: "2026-01-02T03:04:05+01:00" },
      ...{ email: "erika@example.com", customer: { id: 3, first_name: "Erika" }, total_price: "10.00", note: "ring" },
    };
    expect(stored("orders/updated", order)).toEqual({
      id: 7,
      admin_graphql_api_id: "gid://shopify/Order/7",
      updated_at: "2026-01-02T03:04:05+01:00",
    });
  });

  it.each([
    ["an e-mail address", { email: "erika@example.com", phone: null }, true],
    ["a phone number", { phone: "+49 151 2345678" }, true],
    ["a customer", { customer: { id: 3 } }, true],
    ["none of them", { email: "", phone: null, customer: null }, false],
  ])("tells of a checkout with %s whether there is a way to write to", (_name, contact, expected) => {
    const body = stored("checkouts/update", { id: 1, ...contact });
    expect(body).toMatchObject({ id: 1, has_contact: expected });
    expect(body).not.toHaveProperty("email");
    expect(body).not.toHaveProperty("phone");
  });

  it("keeps of a checkout's address its host and shop, not the key", () => {
    const kept = (address: string) =>
      stored("checkouts/update", { abandoned_checkout_url: address })["abandoned_checkout_url"];
    expect(kept("https://a-shop.example/64/checkouts/ac/123/recover?key=secret")).toBe(
      "https://a-shop.example/64/checkouts",
    );
    expect(kept("https://a-shop.example/checkouts/cn/123/recover?key=secret")).toBe("https://a-shop.example/");
    expect(kept("erika@example.com")).toBe("(a text of 17 characters)");
  });

  it("notes that something stood there where a value is not of its kind, and never what", () => {
    const odd = {
      ...{ id: "erika@example.com", created_at: "Erika", subtotal_price: "+49 151 2345678", currency: "Erika" },
      ...{
        token: "erika@example.com",
        taxes_included: "yes",
        customer: "Erika",
        line_items: [{ line_price: ["Erika"] }],
      },
      ...{ user_id: { name: "Erika" }, source_name: "erika@example.com" },
    };
    expect(JSON.stringify(stored("checkouts/update", odd))).not.toMatch(/erika|\+49|yes/i);
    expect(stored("checkouts/update", odd)).toMatchObject({
      id: "(a text of 17 characters)",
      customer: "(a text of 5 characters)",
      line_items: [{ line_price: "(a list)" }],
      user_id: "(a object)",
    });
  });

  it.each([
    ["{broken: erika@example.com", "not JSON in UTF-8"],
    ['"erika@example.com"', "not an object"],
    ['["erika@example.com"]', "not an object"],
    ["null", "not an object"],
  ])("is of %s its size, its hash and the reason", (body, reason) => {
    const kept = storedBody("orders/updated", Buffer.from(body));
    expect(kept.toString()).toMatch(
      new RegExp(`^"unreadable: ${reason}, ${Buffer.byteLength(body)} bytes, SHA-256 [0-9a-f]{64}"$`),
    );
    expect(() => readStoredBody("orders/updated", kept)).toThrow(reason);
  });

  it.each([...KEPT_FIELDS.keys()])("of %s is the same when it is stored again", (topic) => {
    const everything = {
      ...{ id: 9007199254740991, email: "erika@example.com", customer: { id: 4, email: "erika@example.com" } },
      ...{ created_at: "Erika", updated_at: "2026-01-02T03:04:05Z", subtotal_price: 12, order_number: 5 },
      ...{ abandoned_checkout_url: "https://a.example/1/checkouts/x?key=y", line_items: [{ line_price: "1.00" }] },
    };
    for (const body of [JSON.stringify(everything), "{", "null"]) {
      const once = storedBody(topic, Buffer.from(body));
      expect(storedBody(topic, once).equals(once)).toBe(true);
    }
  });

  it("keeps a number too large for a double as it is written", () => {
    expect(stored("orders/updated", '{"id": 9007199254740993}')).toEqual({ id: "9007199254740993" });
  });

  it("keeps that a field was there which only bodies of another kind have", () => {
    expect(stored("products/update", { id: 1, order_number: 1001, line_items: [{ name: "Erika" }] })).toEqual({
      id: 1,
      order_number: true,
      line_items: true,
    });
  });

  it("names of a bad line of an import the object, and never a customer", () => {
    const line = (text: string) => storedLine(Buffer.from(text)).toString();
    expect(line('{"id": "gid://shopify/Order/5", "customer": {"id": "gid://shopify/Customer/6"}}')).toBe(
      '{"id":"gid://shopify/Order/5"}',
    );
    expect(line('{"id": "gid://shopify/Customer/6"}')).not.toContain("Customer");
    expect(line("{erika@example.com")).toMatch(/^"unreadable: not JSON in UTF-8, 18 bytes/);
  });
});
