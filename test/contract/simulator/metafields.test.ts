import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFixture, type Fixture } from "./fixture";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe("metafields", () => {
  const SET = `mutation ($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { metafields { namespace key value compareDigest } userErrors { field message code } }
  }`;
  interface SetData {
    metafieldsSet: {
      metafields: { namespace: string; value: string; compareDigest: string }[] | null;
      userErrors: { code: string; field: string[] }[];
    };
  }
  const set = async (...metafields: object[]) =>
    ((await fixture.graphql(SET, { metafields })).data as unknown as SetData).metafieldsSet;
  const recommendation = (changes: object = {}) => ({
    ownerId: "gid://shopify/Product/7",
    namespace: "$app",
    key: "recommendations",
    type: "list.product_reference",
    value: '["gid://shopify/Product/8"]',
    ...changes,
  });

  it("stand in the app's namespace and can be read back from the product", async () => {
    const { metafields, userErrors } = await set(recommendation());
    expect(userErrors).toEqual([]);
    expect(metafields?.[0]?.namespace).toMatch(/^app--\d+$/);
    const { data } = await fixture.graphql(
      `{ product(id: "gid://shopify/Product/7") { metafield(namespace: "$app", key: "recommendations") { jsonValue references(first: 5) { nodes { ... on Product { title } } } } } }`,
    );
    expect(data?.["product"]).toEqual({
      metafield: { jsonValue: ["gid://shopify/Product/8"], references: { nodes: [{ title: "Brush" }] } },
    });
  });

  it("are written all or none, with every reason", async () => {
    const { metafields, userErrors } = await set(
      recommendation(),
      recommendation({ value: '["gid://shopify/Product/404"]' }),
      recommendation({ ownerId: "gid://shopify/Product/404" }),
      recommendation({ type: "json", value: "{}" }),
      recommendation({ namespace: "app" }),
    );
    expect(metafields).toBeNull();
    expect(userErrors.map(({ code }) => code)).toEqual([
      "INVALID_VALUE",
      "INVALID",
      "INVALID_TYPE",
      "APP_NOT_AUTHORIZED",
    ]);
    expect(userErrors[0]?.field).toEqual(["metafields", "1", "value"]);
    expect(fixture.shop.metafields("gid://shopify/Product/7")).toEqual([]);
  });

  it("are not overwritten with a stale digest", async () => {
    const first = await set(recommendation({ compareDigest: null }));
    expect(first.userErrors).toEqual([]);
    expect((await set(recommendation({ compareDigest: null }))).userErrors[0]?.code).toBe("STALE_OBJECT");
    expect(
      (await set(recommendation({ value: "[]", compareDigest: first.metafields?.[0]?.compareDigest }))).userErrors,
    ).toEqual([]);
  });

  it("are at most 25 a call, and need write_products", async () => {
    const many = Array.from({ length: 26 }, () => recommendation());
    expect((await fixture.graphql(SET, { metafields: many })).errors?.[0]?.extensions?.["code"]).toBe(
      "MAX_INPUT_SIZE_EXCEEDED",
    );
    fixture.shop.setScopes(["read_products"]);
    expect((await fixture.graphql(SET, { metafields: [recommendation()] })).errors?.[0]?.extensions?.["code"]).toBe(
      "ACCESS_DENIED",
    );
  });

  it("are deleted by their identity", async () => {
    await set(recommendation());
    const { data } = await fixture.graphql(
      `mutation { metafieldsDelete(metafields: [{ ownerId: "gid://shopify/Product/7", namespace: "$app", key: "recommendations" }, { ownerId: "gid://shopify/Product/8", namespace: "$app", key: "x" }]) { deletedMetafields { key } userErrors { message } } }`,
    );
    expect(data?.["metafieldsDelete"]).toEqual({
      deletedMetafields: [{ key: "recommendations" }, null],
      userErrors: [],
    });
    expect(fixture.shop.metafields("gid://shopify/Product/7")).toEqual([]);
  });

  it("have the definitions of the app's configuration", async () => {
    const { data } = await fixture.graphql(
      `{ metafieldDefinitions(ownerType: PRODUCT, namespace: "$app", first: 5) { nodes { key namespace type { name } access { storefront } } } }`,
    );
    expect(data?.["metafieldDefinitions"]).toMatchObject({
      nodes: [
        { key: "recommendations", type: { name: "list.product_reference" }, access: { storefront: "PUBLIC_READ" } },
      ],
    });
  });

  it("get definitions from the app, once a key", async () => {
    const create = async (key: string) => {
      const { data } = await fixture.graphql(
        `mutation ($definition: MetafieldDefinitionInput!) {
          metafieldDefinitionCreate(definition: $definition) { createdDefinition { key } userErrors { code field } }
        }`,
        { definition: { namespace: "$app", ownerType: "SHOP", key, name: key, type: "json" } },
      );
      return data?.["metafieldDefinitionCreate"];
    };
    expect(await create("mine")).toEqual({ createdDefinition: { key: "mine" }, userErrors: [] });
    expect(await create("mine")).toEqual({
      createdDefinition: null,
      userErrors: [{ code: "TAKEN", field: ["definition", "key"] }],
    });
  });
});
