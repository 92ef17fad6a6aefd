import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFixture, type Fixture } from "./fixture";
import { ORDERS, placeOrders, type OrdersData } from "./orders";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe("the Admin API answers", () => {
  it("pages of orders in the order asked for, filtered by search text", async () => {
    const placed = placeOrders(fixture, 5);
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
    const placed = placeOrders(fixture, 4).map(({ id }) => `gid://shopify/Order/${id}`);
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
    const [order] = placeOrders(fixture, 1);
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
    const [order] = placeOrders(fixture, 1);
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
    const [order] = placeOrders(fixture, 1);
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
    const [old] = placeOrders(fixture, 1);
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
    placeOrders(fixture, 3);
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
    placeOrders(fixture, 2);
    const { extensions } = await fixture.graphql(ORDERS, { first: 50 });
    expect(extensions?.cost.requestedQueryCost).toBe(200);
    expect(extensions?.cost.actualQueryCost).toBe(6);
    expect(extensions?.cost.throttleStatus.currentlyAvailable).toBe(1994);
  });
});
