import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFixture } from "./simulator-fixture";
import type { Fixture } from "./simulator-fixture";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

const ORDERS = `query Orders($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    edges { cursor node { id name processedAt updatedAt customer { id } totalPriceSet { shopMoney { amount currencyCode } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface OrdersData {
  orders: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

function placeOrders(count: number) {
  return Array.from({ length: count }, () => {
    fixture.clock.advance(60_000);
    return fixture.shop.placeOrder({ lines: [{ productId: 7, quantity: 2 }] });
  });
}

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
    placeOrders(1);
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
    placeOrders(1);
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

describe("the Admin API answers", () => {
  it("pages of orders in the order asked for, filtered by search text", async () => {
    const placed = placeOrders(5);
    fixture.shop.updateOrder(placed[0]?.id ?? 0, { tags: ["late"] });
    const pages: string[][] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await fixture.graphql(ORDERS, { first: 2, after });
      const { orders } = data as unknown as OrdersData;
      pages.push(orders.edges.map(({ node }) => node.id));
      if (!orders.pageInfo.hasNextPage) break;
      after = orders.pageInfo.endCursor;
    }
    const gid = (n: number) => `gid://shopify/Order/${placed[n]?.id}`;
    expect(pages).toEqual([[gid(1), gid(2)], [gid(3), gid(0)], [gid(4)]]);
    const since = new Date(fixture.clock.now()).toISOString();
    const { data } = await fixture.graphql(ORDERS, { first: 5, query: `updated_at:>='${since}'` });
    expect((data as unknown as OrdersData).orders.edges).toHaveLength(2);
    expect(
      (await fixture.graphql(ORDERS, { first: 5, query: `updated_at:>=${since}` })).errors?.[0]?.message,
    ).toContain("must be quoted");
  });

  it("pages read from the end and in reverse", async () => {
    const placed = placeOrders(4).map(({ id }) => `gid://shopify/Order/${id}`);
    const page = async (args: string) => {
      const { data, errors } = await fixture.graphql(
        `{ orders(sortKey: ID, ${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      );
      expect(errors).toBeUndefined();
      return data?.["orders"] as { nodes: { id: string }[]; pageInfo: Record<string, unknown> };
    };
    const last = await page("last: 2");
    expect(last.nodes.map(({ id }) => id)).toEqual(placed.slice(2));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await page(`last: 2, before: "${String(last.pageInfo["startCursor"])}"`);
    expect(before.nodes.map(({ id }) => id)).toEqual(placed.slice(0, 2));
    const newest = await page("first: 3, reverse: true");
    expect(newest.nodes.map(({ id }) => id)).toEqual(placed.toReversed().slice(0, 3));
    const rest = await page(`first: 3, reverse: true, after: "${String(newest.pageInfo["endCursor"])}"`);
    expect(rest.nodes.map(({ id }) => id)).toEqual(placed.slice(0, 1));
  });

  it("the sales agreements with their own types", async () => {
    const [order] = placeOrders(1);
    fixture.shop.refundOrder(order?.id ?? 0, { lines: [{ line: 0, quantity: 1 }], adjustment: 50 });
    const { data, errors } = await fixture.graphql(
      `query ($id: ID!) { order(id: $id) { agreements(first: 5) { edges { node {
        __typename id happenedAt reason
        sales(first: 10) { edges { node {
          __typename id actionType lineType quantity totalAmount { shopMoney { amount } }
          ... on ProductSale { lineItem { id currentQuantity } }
        } } }
      } } } } }`,
      { id: `gid://shopify/Order/${order?.id}` },
    );
    expect(errors).toBeUndefined();
    const agreements = (
      data as unknown as {
        order: { agreements: { edges: { node: { __typename: string; sales: { edges: { node: object }[] } } }[] } };
      }
    ).order.agreements.edges.map(({ node }) => node);
    expect(agreements.map(({ __typename }) => __typename)).toEqual(["OrderAgreement", "RefundAgreement"]);
    expect(agreements[1]?.sales.edges.map(({ node }) => node)).toMatchObject([
      {
        __typename: "ProductSale",
        actionType: "RETURN",
        quantity: -1,
        totalAmount: { shopMoney: { amount: "-10.0" } },
        lineItem: { currentQuantity: 1 },
      },
      {
        __typename: "AdjustmentSale",
        actionType: "RETURN",
        quantity: null,
        totalAmount: { shopMoney: { amount: "-0.5" } },
      },
    ]);
  });

  it("an order without agreements, and its refunds by their ids", async () => {
    const [order] = placeOrders(1);
    const refunded = fixture.shop.refundOrder(order?.id ?? 0, { lines: [{ line: 0, quantity: 2 }] });
    fixture.shop.updateOrder(refunded.id, { hasAgreements: false });
    const { data } = await fixture.graphql(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id
        ... on Order { agreements(first: 1) { nodes { id } } refunds { id } }
        ... on Refund { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity } } }
      } }`,
      { ids: [`gid://shopify/Order/${refunded.id}`, `gid://shopify/Refund/${refunded.refunds[0]?.id}`] },
    );
    expect(data?.["nodes"]).toMatchObject([
      { agreements: { nodes: [] }, refunds: [{ id: `gid://shopify/Refund/${refunded.refunds[0]?.id}` }] },
      { totalRefundedSet: { shopMoney: { amount: "20.0" } }, refundLineItems: { nodes: [{ quantity: 2 }] } },
    ]);
  });

  it("several objects by id, null for what is gone", async () => {
    const [order] = placeOrders(1);
    const { data } = await fixture.graphql(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { name } ... on Product { title } } }",
      {
        ids: [`gid://shopify/Order/${order?.id}`, "gid://shopify/Order/404", "gid://shopify/Product/8"],
      },
    );
    expect(data?.["nodes"]).toEqual([
      { id: `gid://shopify/Order/${order?.id}`, name: "#1001" },
      null,
      { id: "gid://shopify/Product/8", title: "Brush" },
    ]);
  });

  it("only orders of the last 60 days without read_all_orders", async () => {
    const [old] = placeOrders(1);
    fixture.clock.advance(61 * 86_400_000);
    fixture.shop.placeOrder({ lines: [{ productId: 8, quantity: 1 }] });
    const count = "{ ordersCount { count precision } }";
    expect((await fixture.graphql(count)).errors?.[0]).toBeUndefined();
    fixture.shop.setScopes(["read_orders"]);
    const limited = await startWithFreshToken(count);
    expect(limited["ordersCount"]).toEqual({ count: 1, precision: "EXACT" });
    const byId = await startWithFreshToken(`{ order(id: "gid://shopify/Order/${old?.id}") { id } }`);
    expect(byId["order"]).toBeNull();
  });

  async function startWithFreshToken(query: string): Promise<Record<string, unknown>> {
    const response = await fixture.post(
      "/admin/api/2026-10/graphql.json",
      { query },
      { "x-shopify-access-token": await fixture.token() },
    );
    return ((await response.json()) as { data: Record<string, unknown> }).data;
  }

  it("counts exactly up to the limit", async () => {
    placeOrders(3);
    expect((await fixture.graphql("{ ordersCount(limit: 2) { count precision } }")).data?.["ordersCount"]).toEqual({
      count: 2,
      precision: "AT_LEAST",
    });
    expect((await fixture.graphql("{ ordersCount(limit: null) { count precision } }")).data?.["ordersCount"]).toEqual({
      count: 3,
      precision: "EXACT",
    });
  });

  it("only checkouts with contact details that were idle for ten minutes", async () => {
    const lines = [{ productId: 7, quantity: 1 }];
    const listed = fixture.shop.createCheckout({ hasContact: true, lines });
    fixture.shop.createCheckout({ hasContact: false, lines });
    const quick = fixture.shop.createCheckout({ hasContact: true, lines });
    fixture.clock.advance(5 * 60_000);
    fixture.shop.completeCheckout(quick.id);
    fixture.clock.advance(6 * 60_000);
    fixture.shop.createCheckout({ hasContact: true, lines });
    const { data } = await fixture.graphql(
      "{ abandonedCheckoutsCount { count } abandonedCheckouts(first: 5) { edges { node { id completedAt subtotalPriceSet { shopMoney { amount } } } } } }",
    );
    expect(data).toMatchObject({
      abandonedCheckoutsCount: { count: 1 },
      abandonedCheckouts: {
        edges: [
          {
            node: {
              id: `gid://shopify/AbandonedCheckout/${listed.id}`,
              completedAt: null,
              subtotalPriceSet: { shopMoney: { amount: "10.0" } },
            },
          },
        ],
      },
    });
  });

  it("the invoice of a draft that was left, but no cart of a till", async () => {
    const lines = [{ productId: 7, quantity: 1 }];
    const invoice = fixture.shop.createCheckout({ hasContact: true, sourceName: "shopify_draft_order", lines });
    fixture.shop.createCheckout({ hasContact: true, sourceName: "pos", lines });
    fixture.shop.createCheckout({ hasContact: true, deviceId: 37, lines });
    fixture.clock.advance(11 * 60_000);
    const { data } = await fixture.graphql("{ abandonedCheckouts(first: 5) { nodes { id } } }");
    expect(data?.["abandonedCheckouts"]).toEqual({
      nodes: [{ id: `gid://shopify/AbandonedCheckout/${invoice.id}` }],
    });
  });

  it("a checkout whose prices hold the tax of lines and shipping together, and which products are gift cards", async () => {
    fixture.shop.updateProfile({ taxesIncluded: true });
    fixture.shop.createProduct({ id: 88, title: "Voucher", isGiftCard: true, variants: [{ price: 5000 }] });
    fixture.shop.createCheckout({
      hasContact: true,
      lines: [
        { productId: 7, quantity: 1, unitPrice: 12000, tax: 2000 },
        { productId: 88, quantity: 1 },
      ],
      shipping: 1200,
      shippingTax: 200,
      presentmentCurrency: "CHF",
    });
    fixture.clock.advance(11 * 60_000);
    const { data } = await fixture.graphql(
      `{ abandonedCheckouts(first: 5) { nodes { taxesIncluded subtotalPriceSet { shopMoney { amount } presentmentMoney { currencyCode } }
           totalTaxSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } } taxLines { priceSet { shopMoney { amount } } }
           lineItems(first: 5) { nodes { product { isGiftCard } discountedTotalPriceSet { shopMoney { amount } } } } } } }`,
    );
    const amount = (text: string) => ({ shopMoney: { amount: text } });
    expect(data?.["abandonedCheckouts"]).toMatchObject({
      nodes: [
        {
          taxesIncluded: true,
          subtotalPriceSet: { ...amount("170.0"), presentmentMoney: { currencyCode: "CHF" } },
          totalTaxSet: amount("22.0"),
          totalPriceSet: amount("182.0"),
          taxLines: [{ priceSet: amount("22.0") }],
          lineItems: {
            nodes: [
              { product: { isGiftCard: false }, discountedTotalPriceSet: amount("120.0") },
              { product: { isGiftCard: true }, discountedTotalPriceSet: amount("50.0") },
            ],
          },
        },
      ],
    });
  });

  it("checkouts of the last three months only, where the shop forgets older ones", async () => {
    const lines = [{ productId: 7, quantity: 1 }];
    const day = 86_400_000;
    fixture.shop.createCheckout({ hasContact: true, lines });
    const touched = fixture.shop.createCheckout({ hasContact: true, lines });
    fixture.clock.advance(day);
    fixture.shop.updateCheckout(touched.id, {});
    fixture.clock.advance(90 * day);
    const listed = async () =>
      (await fixture.graphql("{ abandonedCheckouts(first: 5) { nodes { id } } }")).data?.["abandonedCheckouts"];
    expect(await listed()).toMatchObject({ nodes: [{}, {}] });
    fixture.shop.updateProfile({ forgetsOldCheckouts: true });
    expect(await listed()).toEqual({ nodes: [{ id: `gid://shopify/AbandonedCheckout/${touched.id}` }] });
    fixture.clock.advance(1_000);
    expect(await listed()).toEqual({ nodes: [] });
  });

  it("what the shop and the installation are", async () => {
    const { data } = await fixture.graphql(
      "{ shop { id myshopifyDomain ianaTimezone timezoneOffsetMinutes currencyCode } currentAppInstallation { id accessScopes { handle } } }",
    );
    expect(data?.["shop"]).toMatchObject({
      myshopifyDomain: "soap.myshopify.com",
      ianaTimezone: "America/New_York",
      timezoneOffsetMinutes: -300,
    });
    expect(data?.["currentAppInstallation"]).toMatchObject({
      accessScopes: expect.arrayContaining([{ handle: "read_all_orders" }]) as unknown,
    });
  });

  it("charges what was really read", async () => {
    placeOrders(2);
    const { extensions } = await fixture.graphql(ORDERS, { first: 50 });
    expect(extensions?.cost.requestedQueryCost).toBe(200);
    expect(extensions?.cost.actualQueryCost).toBe(6);
    expect(extensions?.cost.throttleStatus.currentlyAvailable).toBe(1994);
  });
});

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
});

describe("faults", () => {
  const ask = async (fault: Parameters<Fixture["simulator"]["faults"]["add"]>[0]["kind"]) => {
    const token = await fixture.token();
    fixture.simulator.faults.add({ surface: "graphql", kind: fault });
    return fixture.post(
      "/admin/api/2026-10/graphql.json",
      { query: "{ shop { name } }" },
      { "x-shopify-access-token": token },
    );
  };

  it("come as asked, once", async () => {
    const limited = await ask({ type: "status", status: 429, retryAfterSeconds: 2 });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2"]);
    expect((await ask({ type: "status", status: 502 })).status).toBe(502);
    expect((await ask({ type: "html" })).headers.get("content-type")).toContain("text/html");
    const throttled = (await (await ask({ type: "throttled" })).json()) as {
      errors: { extensions: { code: string } }[];
    };
    expect(throttled.errors[0]?.extensions.code).toBe("THROTTLED");
    await expect(ask({ type: "reset" })).rejects.toThrow();
    fixture.clock.advance(60_000);
    expect((await fixture.graphql("{ shop { name } }")).data).toEqual({ shop: { name: "Soap" } });
  });
});
