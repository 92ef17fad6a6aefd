import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAppConfig } from "./app-config";

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "app-config-"));
  path = join(directory, "shopify.app.toml");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("the app's configuration", () => {
  it("gives the subscriptions, the metafield definitions and the proxy", () => {
    writeFileSync(
      path,
      `client_id = "x"
[access_scopes]
scopes = "read_orders, read_products"
optional_scopes = ["read_reports"]
[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["orders/create", "orders/updated"]
uri = "/webhooks"
include_fields = ["id"]
[[webhooks.subscriptions]]
compliance_topics = ["shop/redact"]
uri = "/webhooks"
[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "comeback"
[product.metafields.app.recommendations]
type = "list.product_reference"
access.storefront = "public_read"
`,
    );
    expect(readAppConfig(path)).toEqual({
      scopes: ["read_orders", "read_products"],
      optionalScopes: ["read_reports"],
      subscriptions: [
        { topic: "orders/create", uri: "/webhooks", includeFields: ["id"] },
        { topic: "orders/updated", uri: "/webhooks", includeFields: ["id"] },
        { topic: "shop/redact", uri: "/webhooks", includeFields: null },
      ],
      proxy: { url: "/proxy", prefix: "apps", subpath: "comeback" },
      metafieldDefinitions: [
        {
          ownerType: "PRODUCT",
          key: "recommendations",
          name: "recommendations",
          type: "list.product_reference",
          adminAccess: "MERCHANT_READ",
          storefrontAccess: "PUBLIC_READ",
        },
      ],
    });
  });

  it("is empty while there is no file, and follows the file", () => {
    expect(readAppConfig(path).subscriptions).toEqual([]);
    writeFileSync(path, `[[webhooks.subscriptions]]\ntopics = ["a/b"]\nuri = "/w"\n`);
    expect(readAppConfig(path).subscriptions).toHaveLength(1);
    writeFileSync(path, "");
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(readAppConfig(path).subscriptions).toEqual([]);
  });

  it("refuses what Shopify's command line refuses", () => {
    writeFileSync(path, `[[webhooks.subscriptions]]\nuri = "/w"\n`);
    expect(() => readAppConfig(path)).toThrow("names no topic");
    writeFileSync(path, `[[webhooks.subscriptions]]\ntopics = ["a/b"]\ncompliance_topics = ["a/b"]\nuri = "/w"\n`);
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(() => readAppConfig(path)).toThrow("subscribed twice");
  });
});
