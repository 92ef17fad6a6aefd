import { describe, expect, it } from "vitest";
import { merchantPath } from "./address";

describe("merchantPath", () => {
  it("keeps what the merchant chose and drops what belongs to the frame", () => {
    const search = "?from=2026-01-01&id_token=x&host=y&embedded=1&shop=z&hmac=h&locale=en&session=s&timestamp=1";
    expect(merchantPath({ pathname: "/app/orders", search, hash: "#top" })).toBe("/app/orders?from=2026-01-01#top");
  });
});
