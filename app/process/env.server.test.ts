import { describe, expect, it } from "vitest";
import { parseEnv, parseServerEnv } from "./env.server";

const complete = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://app.example.com/",
};

describe("the settings", () => {
  it("fill in what may be left out, empty values included", () => {
    expect(parseEnv({ ...complete, PORT: "", DATABASE_URL: "" })).toMatchObject({
      PORT: 3000,
      SHOPIFY_APP_URL: "https://app.example.com",
      COMEBACK_DATA_DIR: ".comeback",
      APP_BRIDGE_URL: "https://cdn.shopify.com/shopifycloud/app-bridge.js",
    });
  });

  it.each([
    ["PORT", "abc", "PORT must be a whole number from 0 to 65535."],
    ["PORT", "70000", "PORT must be a whole number from 0 to 65535."],
    ["SHOPIFY_APP_URL", "nowhere", "SHOPIFY_APP_URL must be an address such as https://comeback.example.com."],
    ["TOKEN_ENCRYPTION_KEY", "short", /^TOKEN_ENCRYPTION_KEY must be 32 bytes/],
    [
      "DATABASE_URL",
      "mysql://a:s3cret@b/c",
      "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
    ],
    ["LOG_LEVEL", "loud", /^LOG_LEVEL must be/],
    ["SHOPIFY_API_KEY", "", "SHOPIFY_API_KEY is empty: copy .env.example to .env and fill it in."],
    ["SHOPIFY_API_SECRET", undefined, "SHOPIFY_API_SECRET is not set: copy .env.example to .env and fill it in."],
  ])("name a bad %s (%s) in one sentence without its value", (name, value, message) => {
    const read = () => parseEnv({ ...complete, [name]: value });
    expect(read).toThrow(message);
    expect(read).not.toThrow(/s3cret/);
  });

  it("say nothing of the embedded database where nothing is said", () => {
    expect(parseServerEnv({ COMEBACK_EMBEDDED_DATABASE: "" }).COMEBACK_EMBEDDED_DATABASE).toBeUndefined();
    expect(parseServerEnv({ COMEBACK_EMBEDDED_DATABASE: "0" }).COMEBACK_EMBEDDED_DATABASE).toBe(false);
    expect(() => parseServerEnv({ COMEBACK_EMBEDDED_DATABASE: "yes" })).toThrow(
      "COMEBACK_EMBEDDED_DATABASE must be 1 or 0.",
    );
  });

  it("ask for nothing of Shopify where only the database is needed", () => {
    expect(parseServerEnv({}).DATABASE_URL).toBeUndefined();
  });
});
