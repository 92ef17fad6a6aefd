import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFixture, type Fixture } from "./fixture";
import { placeOrders } from "./orders";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe("the Admin API refuses what Shopify refuses", () => {
  it("an unknown field", async () => {
    const { errors, data } = await fixture.graphql("{ shop { name favouriteColour } }");
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({
      message: "Field 'favouriteColour' doesn't exist on type 'Shop'",
      extensions: { code: "undefinedField", typeName: "Shop", fieldName: "favouriteColour" },
    });
  });

  it("a field without the scope it takes, also one reached through another object", async () => {
    fixture.shop.setScopes(["read_orders"]);
    placeOrders(fixture, 1);
    const products = await fixture.graphql("{ products(first: 1) { edges { node { id } } } }");
    expect(products.errors?.[0]).toMatchObject({ extensions: { code: "ACCESS_DENIED" } });
    expect(products.errors?.[0]?.message).toContain(
      "Access denied for products field. Required access: `read_products`",
    );
    const lines = await fixture.graphql(
      "{ orders(first: 1) { edges { node { id lineItems(first: 1) { edges { node { product { id } } } } } } } }",
    );
    expect(lines.errors?.[0]?.extensions?.["code"]).toBe("ACCESS_DENIED");
    expect(lines.data).toBeTruthy();
  });

  it("customer data without its approval", async () => {
    fixture.shop.updateProfile({ hasProtectedDataAccess: false });
    const { errors } = await fixture.graphql("{ customers(first: 1) { edges { node { id } } } }");
    expect(errors?.[0]?.message).toContain("not approved to access the Customer object");
  });

  it("a wrong, an expired and a withdrawn token", async () => {
    const ask = (token: string) =>
      fixture.post(
        "/admin/api/2026-10/graphql.json",
        { query: "{ shop { name } }" },
        { "x-shopify-access-token": token },
      );
    expect((await ask("shpat_wrong")).status).toBe(401);
    const token = await fixture.token();
    expect((await ask(token)).status).toBe(200);
    fixture.clock.advance(3_600_000);
    expect((await ask(token)).status).toBe(401);
    const second = await fixture.token();
    fixture.shop.uninstall();
    expect((await ask(second)).status).toBe(401);
  });

  it("an unknown shop, a frozen one, another version", async () => {
    const path = "/admin/api/2026-10/graphql.json";
    expect((await fixture.post(path, {}, { "x-simulated-host": "none.myshopify.com" })).status).toBe(404);
    expect(
      (await fixture.post(path.replace("2026-10", "2020-01"), {}, { "x-shopify-access-token": await fixture.token() }))
        .status,
    ).toBe(404);
    fixture.shop.updateProfile({ isFrozen: true });
    expect((await fixture.post(path, {})).status).toBe(402);
  });

  it("a query that costs too much", async () => {
    const { errors, data } = await fixture.graphql(
      "{ orders(first: 100) { edges { node { id lineItems(first: 20) { edges { node { id } } } } } } }",
    );
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({ extensions: { code: "MAX_COST_EXCEEDED", cost: 2100, maxCost: 1000 } });
  });

  it("more when the bucket is empty, and again something once it has filled", async () => {
    const big = "{ orders(first: 250) { edges { node { id customer { id } refunds { id } } } } }";
    for (let n = 0; n < 3; n += 1) expect((await fixture.graphql(big)).errors).toBeUndefined();
    fixture.simulator.bucket("soap.myshopify.com").drain();
    const throttled = await fixture.graphql(big);
    expect(throttled.errors?.[0]?.extensions?.["code"]).toBe("THROTTLED");
    expect(throttled.data).toBeUndefined();
    expect(throttled.extensions?.cost).toMatchObject({
      requestedQueryCost: 750,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
    });
    fixture.clock.advance(7_500);
    expect((await fixture.graphql(big)).errors).toBeUndefined();
  });

  it("a missing selection, argument or page size", async () => {
    expect((await fixture.graphql("{ shop }")).errors?.[0]?.extensions?.["code"]).toBe("selectionMismatch");
    expect((await fixture.graphql("{ order { id } }")).errors?.[0]?.extensions?.["code"]).toBe(
      "missingRequiredArguments",
    );
    expect((await fixture.graphql("{ orders { edges { node { id } } } }")).errors?.[0]?.message).toBe(
      "you must provide one of first or last",
    );
    expect((await fixture.graphql("{ orders(first: 251) { edges { node { id } } } }")).errors).toBeDefined();
  });

  it("fields of the schema it cannot answer, loudly", async () => {
    placeOrders(fixture, 1);
    const { errors } = await fixture.graphql("{ orders(first: 1) { edges { node { id fulfillable } } } }");
    expect(errors?.[0]?.message).toContain("Order.fulfillable is absent in the simulator");
    expect((await fixture.graphql("{ locations(first: 1) { edges { node { id } } } }")).errors?.[0]?.message).toContain(
      "QueryRoot.locations is absent",
    );
  });

  it("reports through ShopifyQL without their scope", async () => {
    const { errors } = await fixture.graphql('{ shopifyqlQuery(query: "FROM sales SHOW orders") { parseErrors } }');
    expect(errors?.[0]?.extensions?.["code"]).toBe("ACCESS_DENIED");
  });
});
