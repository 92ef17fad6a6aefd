import { describe, expect, it } from "vitest";
import { mergePayload, parsePayload, subjectId } from "./webhook-payload";

const parse = (text: string) => parsePayload(Buffer.from(text));

describe("a webhook's body", () => {
  it("W10: keeps ids beyond 2^53 exactly", () => {
    expect(subjectId(parse('{"id": 9007199254740993}'))).toBe("9007199254740993");
    expect(subjectId(parse('{"id": 12}'))).toBe("12");
    expect(subjectId(parse('{"id": 1, "admin_graphql_api_id": "gid://shopify/Order/9007199254740995"}'))).toBe(
      "9007199254740995",
    );
  });

  it.each(["null", "[]", "{}", '"text"', '{"id": null}', '{"id": -1}', '{"id": 1.5}', '{"id": "x"}', '{"id": 1e300}'])(
    "W10: names %s as unusable instead of guessing",
    (text) => {
      expect(() => subjectId(parse(text))).toThrow();
    },
  );

  it("W10: takes duplicate keys, NUL and lone surrogates without harm", () => {
    expect(subjectId(parse('{"id": 1, "id": 2}'))).toBe("2");
    expect(subjectId(parse('{"id": 1, "name": "a\\u0000b\\ud800"}'))).toBe("1");
  });

  it("W10: throws at nesting 10,000 deep or bytes that are not UTF-8, and does not crash", () => {
    const deep = `{"id": 1, "deep": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    try {
      expect(subjectId(parse(deep))).toBe("1");
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(() => parsePayload(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow();
  });

  it("W6: reads a body that begins with a byte order mark", () => {
    expect(subjectId(parse('\uFEFF{"id": 7}'))).toBe("7");
  });

  it("finds the order in the message about its edit", () => {
    expect(subjectId(parse('{"order_edit": {"id": 5, "order_id": 9}}'))).toBe("9");
  });

  it("tells the kept customer of a merge from the deleted one", () => {
    const body = {
      admin_graphql_api_customer_kept_id: "gid://shopify/Customer/3",
      admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/7",
    };
    expect(mergePayload(body)).toEqual({ intoId: "3", fromId: "7" });
  });
});
