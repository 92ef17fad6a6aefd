import { describe, expect, it } from "vitest";
import { landingOf } from "./landing";
import { sourceOf, withoutOwnReferrer, type Source } from "./sources";
import { storefrontEvent, type StorefrontEvent } from "./storefront-event";

const event = (parts: Partial<StorefrontEvent> = {}) =>
  storefrontEvent({ id: "1", clientId: "v", at: 0, name: "page_viewed", ...parts });

describe("the source of a session", () => {
  const cases: readonly (readonly [Partial<StorefrontEvent>, Source])[] = [
    [{ utmMedium: "CPC", referrer: "www.google.com" }, "paid"],
    [{ utmMedium: "paid_social", utmSource: "facebook" }, "paid"],
    [{ utmMedium: "Affiliate" }, "paid"],
    [{ utmMedium: "e-mail", referrer: "instagram.com" }, "email"],
    [{ utmSource: "Klaviyo" }, "email"],
    [{ utmSource: "shopify_email", utmMedium: "social" }, "email"],
    [{ utmMedium: "sm" }, "social"],
    [{ utmSource: "TikTok", utmMedium: "bio" }, "social"],
    [{ referrer: "l.instagram.com" }, "social"],
    [{ referrer: "t.co" }, "social"],
    [{ referrer: "x.com" }, "social"],
    [{ referrer: "netflix.com" }, "referral"],
    [{ referrer: "notfacebook.com" }, "referral"],
    [{ referrer: "facebook.com.evil.example" }, "referral"],
    [{ utmMedium: "organic" }, "organic_search"],
    [{ referrer: "www.google.co.uk" }, "organic_search"],
    [{ referrer: "search.brave.com" }, "organic_search"],
    [{ referrer: "www.google.com", utmCampaign: "spring" }, "organic_search"],
    [{ utmCampaign: "spring" }, "referral"],
    [{ referrer: "blog.example" }, "referral"],
    [{ referrer: "", path: "/" }, "direct"],
    [{ path: "/" }, "direct"],
    [{ device: "mobile" }, "direct"],
    [{ utmSource: "", utmMedium: "" }, "direct"],
    [{}, "unknown"],
  ];
  it.each(cases)("of %j is %s", (parts, source) => {
    expect(sourceOf(event(parts))).toBe(source);
  });
  it("is direct where the shop refers to itself", () => {
    const from = (referrer: string) => sourceOf(withoutOwnReferrer(event({ referrer }), ["soap.example"]));
    expect([from("soap.example"), from("www.soap.example"), from("soap.example.org")]).toEqual([
      "direct",
      "direct",
      "referral",
    ]);
  });
});

describe("the page a session began on", () => {
  it.each([
    ["/", "home"],
    ["", "home"],
    ["/de", "home"],
    ["/products/soap", "product"],
    ["/en-gb/products/soap", "product"],
    ["/collections/all/products/soap", "product"],
    ["/collections/all", "collection"],
    ["/search", "search"],
    ["/cart", "cart"],
    ["/checkouts/cn/abc", "checkout"],
    ["/blogs/news/first", "page"],
    ["/account", "other"],
  ])("%s is of the kind %s", (path, landing) => {
    expect(landingOf(event({ path }))).toBe(landing);
  });
  it("is told by the event where no path is known", () => {
    expect(landingOf(event({ name: "product_viewed" }))).toBe("product");
    expect(landingOf(event())).toBe("unknown");
  });
});
