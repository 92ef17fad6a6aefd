import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { askedFields, KEPT_FIELDS } from "~/adapters/shopify/webhooks/kept-fields";
import { REPORT_SCOPE } from "~/adapters/shopify/read/read-report.server";
import { PIXEL_SCOPES } from "~/adapters/shopify/write/web-pixel.server";
import { subjectOf } from "~/features/ingest/topics";
import { LIST_DEFINITIONS } from "~/features/recommendations/publishing/list-metafields";
import { readAppConfig } from "../simulator/app-identity/app-config";

const DAY_MS = 24 * 60 * 60 * 1000;
const read = (path: string) => readFileSync(path, "utf8");
const config = parse(read("shopify.app.toml")) as {
  access_scopes: { scopes: string };
  webhooks: { api_version: string };
};
const topics = readAppConfig("shopify.app.toml").subscriptions.map(({ topic }) => topic);

describe("shopify.app.toml", () => {
  it("asks for every topic the app has a use for, and for no other but the end of bulk operations", () => {
    const unused = topics.filter((topic) => subjectOf(topic) === null);
    expect(unused).toEqual(["bulk_operations/finish"]);
    expect(topics).toEqual(
      expect.arrayContaining(["customers/data_request", "customers/redact", "shop/redact", "app/uninstalled"]),
    );
    expect(new Set(topics).size).toBe(topics.length);
  });

  it("asks for the scopes its topics, its import and its recommendations need", () => {
    expect(config.access_scopes.scopes.split(",")).toEqual([
      "read_orders",
      "read_all_orders",
      "read_products",
      "write_products",
      "read_customers",
      "read_customer_merge",
    ]);
  });

  it("asks for nothing else but what a merchant grants where its benefit shows", () => {
    const { optionalScopes } = readAppConfig("shopify.app.toml");
    expect(optionalScopes).toEqual([REPORT_SCOPE, ...PIXEL_SCOPES]);
  });

  it("keeps names, addresses and amounts of orders out of its messages", () => {
    const { subscriptions } = readAppConfig("shopify.app.toml");
    for (const { topic, includeFields } of subscriptions.filter(({ topic }) =>
      /^(orders|refunds|customers)\/(?!merge|data|redact)/.test(topic),
    )) {
      expect(includeFields, topic).toContain("id");
      expect(includeFields?.join(), topic).not.toMatch(/name|email|phone|address|price|total/);
    }
  });

  it("asks of each message for the fields that are kept of it, and for no other", () => {
    for (const { topic, includeFields } of readAppConfig("shopify.app.toml").subscriptions) {
      if (subjectOf(topic) === null) continue;
      expect(KEPT_FIELDS.has(topic), topic).toBe(true);
      if (includeFields !== null) expect([...includeFields].sort(), topic).toEqual(askedFields(topic));
    }
    expect([...KEPT_FIELDS.keys()].filter((topic) => subjectOf(topic) === null)).toEqual([]);
  });

  it("declares what the recommendations are written to", () => {
    const declared = readAppConfig("shopify.app.toml").metafieldDefinitions;
    expect(declared.map(({ ownerType, key, type }) => ({ ownerType, key, type }))).toEqual(
      LIST_DEFINITIONS.map(({ ownerType, key, type }) => ({ ownerType, key, type })),
    );
    expect(new Set(declared.map(({ storefrontAccess }) => storefrontAccess))).toEqual(new Set(["PUBLIC_READ"]));
  });
});

describe("the version of Shopify's API", () => {
  const version = config.webhooks.api_version;

  it("is one and the same everywhere", () => {
    expect(read("extensions/recommendations-theme/shopify.extension.toml")).toContain(`api_version = "${version}"`);
    expect(
      read("app/adapters/shopify/connect/admin-client.server.ts") +
        read("app/adapters/shopify/queries/admin-document.ts"),
    ).toContain(version);
  });

  it("is supported for another sixty days at least: a version lives for a year", () => {
    const [year = 0, month = 0] = version.split("-").map(Number);
    expect(Date.UTC(year + 1, month - 1, 1) - Date.now()).toBeGreaterThan(60 * DAY_MS);
  });
});
