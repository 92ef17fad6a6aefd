import { describe, expect, it } from "vitest";
import { checkKind, mergePayload, parsePayload, refundOrderId, subjectId } from "./webhook-payload";

const parse = (text: string) => parsePayload(Buffer.from(text));

describe("a webhook's body", () => {
  it("W10: keeps ids beyond 2^53 exactly", () => {
    expect(subjectId(parse('{"id": 9007199254740993}'), "Order")).toBe("9007199254740993");
    expect(subjectId(parse('{"id": 12}'), "Order")).toBe("12");
    expect(subjectId(parse('{"id": 1, "admin_graphql_api_id": "gid://shopify/Order/9007199254740995"}'), "Order")).toBe(
      "9007199254740995",
    );
  });

  it.each(["null", "[]", "{}", '"text"', '{"id": null}', '{"id": -1}', '{"id": 1.5}', '{"id": "x"}', '{"id": 1e300}'])(
    "W10: names %s as unusable instead of guessing",
    (text) => {
      expect(() => subjectId(parse(text), "Order")).toThrow();
    },
  );

  it("W10: takes duplicate keys, NUL and lone surrogates without harm", () => {
    expect(subjectId(parse('{"id": 1, "id": 2}'), "Order")).toBe("2");
    expect(subjectId(parse('{"id": 1, "name": "a\\u0000b\\ud800"}'), "Order")).toBe("1");
  });

  it("W10: throws at nesting 10,000 deep or bytes that are not UTF-8, and does not crash", () => {
    const deep = `{"id": 1, "deep": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    try {
      expect(subjectId(parse(deep), "Order")).toBe("1");
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(() => parsePayload(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow();
  });

  it("W6: reads a body that begins with a byte order mark", () => {
    expect(subjectId(parse('\uFEFF{"id": 7}'), "Order")).toBe("7");
  });

  it.each([
    ["a draft among orders", "Order", { id: 1, admin_graphql_api_id: "gid://shopify/DraftOrder/1" }],
    ["a checkout among orders", "Order", { id: 1, abandoned_checkout_url: "https://a.example/1/checkouts/2" }],
    ["a refund among orders", "Order", { id: 1, order_id: 2 }],
    ["a company among customers", "Customer", { id: 1, admin_graphql_api_id: "gid://shopify/Company/1" }],
    ["an order among customers", "Customer", { id: 1, order_number: 1001 }],
    ["a variant among products", "Product", { id: 1, admin_graphql_api_id: "gid://shopify/ProductVariant/1" }],
    ["a gid that is none", "Order", { id: 1, admin_graphql_api_id: "1" }],
    ["an id beyond eight bytes", "Order", { id: "9223372036854775808" }],
  ] as const)("W7: refuses %s, for the topic is not signed", (_name, kind, body) => {
    expect(() => subjectId(body, kind)).toThrow();
  });

  it("W7: refuses the body of an order as that of a checkout or a refund", () => {
    const order = { id: 1, admin_graphql_api_id: "gid://shopify/Order/1", order_id: 2 };
    expect(() => checkKind(order, "Checkout")).toThrow("not the id of Checkout");
    expect(() =>
      checkKind({ id: 1, admin_graphql_api_id: "gid://shopify/Checkout/a1b2?key=c" }, "Checkout"),
    ).not.toThrow();
    expect(() => checkKind({ id: 1, token: "t", financial_status: "paid" }, "Checkout")).toThrow("financial_status");
    expect(() => refundOrderId(order)).toThrow("not the id of Refund");
    expect(refundOrderId({ id: 1, admin_graphql_api_id: "gid://shopify/Refund/1", order_id: 2 })).toBe("2");
  });

  it("merges customers only", () => {
    const company = "gid://shopify/Company/3";
    const body = { admin_graphql_api_customer_kept_id: company, admin_graphql_api_customer_deleted_id: company };
    expect(() => mergePayload(body)).toThrow();
  });

  it("finds the order in the message about its edit", () => {
    expect(subjectId(parse('{"order_edit": {"id": 5, "order_id": 9}}'), "Order")).toBe("9");
  });

  it("tells the kept customer of a merge from the deleted one", () => {
    const body = {
      admin_graphql_api_customer_kept_id: "gid://shopify/Customer/3",
      admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/7",
    };
    expect(mergePayload(body)).toEqual({ intoId: "3", fromId: "7" });
  });
});
