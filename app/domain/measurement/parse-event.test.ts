import { describe, expect, it } from "vitest";
import { parseStorefrontEvent } from "./parse-event";
import { storefrontEvent } from "./storefront-event";

const LEAST = { id: "e1", clientId: "v1", at: "2026-05-01T09:00:00Z", name: "page_viewed" };

describe("an event as the pixel sends it", () => {
  it("needs an id, a client, a moment and a name, and no more", () => {
    expect(parseStorefrontEvent(LEAST)).toEqual(
      storefrontEvent({ ...LEAST, name: "page_viewed", at: Date.UTC(2026, 4, 1, 9) }),
    );
    for (const key of Object.keys(LEAST)) {
      expect(parseStorefrontEvent({ ...LEAST, [key]: undefined }), key).toHaveProperty("refusal");
    }
  });
  it("keeps of the referrer its host, of the path no question, of an id its digits", () => {
    const sent = {
      ...LEAST,
      referrer: "https://WWW.Google.com:443/search?q=secret",
      path: "/products/soap?email=a@b.c",
      productId: "gid://shopify/Product/12",
      variantId: 34,
      customerId: "007",
    };
    expect(parseStorefrontEvent(sent)).toMatchObject({
      referrer: "www.google.com",
      path: "/products/soap",
      productId: "12",
      variantId: "34",
      customerId: "7",
    });
  });
  it("keeps whole characters only, and none that no database stores", () => {
    const sent = { ...LEAST, query: "tea\u0000\ud800 for two \ud83c\udf75" };
    expect(parseStorefrontEvent(sent)).toMatchObject({ query: "tea   for two \ud83c\udf75" });
  });

  it("tells an empty referrer from none that is known", () => {
    expect(parseStorefrontEvent({ ...LEAST, referrer: "" })).toMatchObject({ referrer: "" });
    expect(parseStorefrontEvent({ ...LEAST, referrer: null })).toMatchObject({ referrer: null });
  });
  it.each([
    ["a key nobody knows", { email: "a@b.c" }, "the event has an unknown key"],
    ["a key nobody knows within", { utm: { term: "x" } }, "utm has an unknown key"],
    ["a name of another kind", { name: "clicked" }, "name is none of the known"],
    ["a moment without its zone", { at: "2026-05-01T09:00:00" }, "at is no moment with its zone"],
    ["an id that is none", { productId: "soap" }, "productId is no id"],
    ["an id beyond all ids", { productId: "9999999999999999999" }, "productId is no id"],
    ["half a result", { results: 1.5 }, "results is no whole number from 0"],
    [
      "a place in no list",
      { rec: { place: "cart", list: "cart", position: 0 } },
      "rec.position is no whole number from 1",
    ],
    ["a number as a text", { query: 7 }, "query is no text"],
    ["what a buyer typed as an alert", { alert: "my card 4242" }, "alert is no type of an alert"],
  ])("refuses %s", (_what, parts, refusal) => {
    expect(parseStorefrontEvent({ ...LEAST, ...parts })).toEqual({ refusal });
  });
  it.each([null, 7, "event", [LEAST]])("refuses %j", (sent) => {
    expect(parseStorefrontEvent(sent)).toEqual({ refusal: "the event is no object" });
  });
});
