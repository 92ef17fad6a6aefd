import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFixture, type Fixture } from "./fixture";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

interface Answer {
  readonly tableData: {
    readonly columns: readonly { readonly name: string; readonly dataType: string }[];
    readonly rows: readonly Record<string, string | null>[];
  } | null;
  readonly parseErrors: readonly string[];
}

const DOCUMENT = `query ($query: String!) {
  shopifyqlQuery(query: $query) { tableData { columns { name dataType displayName } rows } parseErrors }
}`;

async function ask(query: string): Promise<Answer> {
  const { data, errors } = await fixture.graphql(DOCUMENT, { query });
  if (errors) throw new Error(errors[0]?.message);
  return data?.["shopifyqlQuery"] as Answer;
}

const ALL = "orders, gross_sales, discounts, returns, net_sales, average_order_value, returning_customer_rate";

describe("ShopifyQL in the simulator", () => {
  it("needs the scope for reports", async () => {
    const { errors } = await fixture.graphql(DOCUMENT, { query: `FROM sales SHOW orders` });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
    expect(errors?.[0]?.message).toContain("read_reports");
  });

  describe("with that scope", () => {
    beforeEach(() => fixture.shop.setScopes([...fixture.shop.profile().scopes, "read_reports"]));

    it("answers with text only, discounts and returns below zero", async () => {
      const { shop, clock } = fixture;
      const customer = shop.createCustomer();
      const first = shop.placeOrder({
        customerId: customer.id,
        lines: [{ productId: 7, quantity: 3, discount: 300, tax: 270 }],
        shipping: 500,
      });
      shop.placeOrder({ customerId: customer.id, lines: [{ productId: 8, quantity: 1, isGiftCard: true }] });
      shop.placeOrder({ lines: [{ productId: 8, quantity: 1 }], isTest: true });
      clock.advance(60_000);
      shop.refundOrder(first.id, { lines: [{ line: 0, quantity: 1 }] });
      const { tableData, parseErrors } = await ask(`FROM sales SHOW ${ALL} SINCE today UNTIL today`);
      expect(parseErrors).toEqual([]);
      expect(tableData?.rows).toEqual([
        {
          orders: "2",
          gross_sales: "30.00",
          discounts: "-3.00",
          returns: "-9.00",
          net_sales: "18.00",
          average_order_value: "27.00",
          returning_customer_rate: "1.000000",
        },
      ]);
      expect(tableData?.columns.slice(0, 2)).toMatchObject([
        { name: "orders", dataType: "INTEGER" },
        { name: "gross_sales", dataType: "MONEY" },
      ]);
    });

    it("gives an empty day zeros, and nothing for what divides by them", async () => {
      const { tableData } = await ask(`FROM sales SHOW orders, average_order_value SINCE 2020-01-01 UNTIL 2020-01-01`);
      expect(tableData?.rows).toEqual([{ orders: "0", average_order_value: null }]);
    });

    it("counts sessions as a shop has them: orders whose checkout was never announced, and leavers without a name", async () => {
      const { shop, clock } = fixture;
      const lines = [{ productId: 7, quantity: 1 }];
      shop.placeOrder({ lines, checkoutToken: "unannounced" });
      shop.placeOrder({ lines, checkoutToken: "a till", sourceName: "pos" });
      shop.placeOrder({ lines, sourceName: "shopify_draft_order" });
      shop.placeOrder({ lines, checkoutToken: "a renewal", sourceName: "subscription_contract_checkout_one" });
      shop.placeOrder({ lines, checkoutToken: "a test", isTest: true });
      shop.createCheckout({ lines });
      shop.createCheckout({ lines, hasContact: true });
      shop.createCheckout({ lines, sourceName: "pos", deviceId: 37 });
      const returned = shop.createCheckout({ lines, hasContact: true });
      const quick = shop.createCheckout({ lines, hasContact: true });
      clock.advance(5 * 60_000);
      shop.completeCheckout(quick.id);
      const funnel =
        "sessions, sessions_with_cart_additions, sessions_that_reached_checkout, sessions_that_completed_checkout, conversion_rate";
      const read = async () => {
        const { tableData } = await ask(`FROM sessions SHOW ${funnel} SINCE today UNTIL today`);
        return Object.values(tableData?.rows[0] ?? {}).map(Number) as [number, number, number, number, number];
      };
      const [, , reached, completed] = await read();
      // Two who left, one who will come back, and two who bought.
      expect([reached, completed]).toEqual([5, 2]);
      clock.advance(30 * 60_000);
      shop.completeCheckout(returned.id);
      const [visits, carts, reachedLater, completedLater, rate] = await read();
      // Who came back reached checkout in two visits.
      expect([reachedLater, completedLater]).toEqual([6, 3]);
      expect(carts).toBeGreaterThan(reachedLater);
      expect(visits).toBeGreaterThan(5 * carts);
      expect(rate).toBeCloseTo(3 / visits, 5);
      expect(await read()).toEqual([visits, carts, reachedLater, completedLater, rate]);
    });

    it("tells sessions of people from those of machines, apart by a trait and day by day", async () => {
      const { shop } = fixture;
      const lines = [{ productId: 7, quantity: 1 }];
      for (let order = 0; order < 40; order++) shop.placeOrder({ lines, checkoutToken: `t${order}` });
      const counts = "sessions, sessions_that_completed_checkout";
      const rows = async (rest: string) => (await ask(`FROM sessions SHOW ${counts} ${rest}`)).tableData?.rows ?? [];
      const human = "WHERE human_or_bot_session = 'human'";
      const [all] = await rows(`${human} SINCE today UNTIL today`);
      const [withBots] = await rows("SINCE today UNTIL today");
      expect(Number(withBots?.["sessions"])).toBeGreaterThan(Number(all?.["sessions"]));
      expect(withBots?.["sessions_that_completed_checkout"]).toBe("40");

      const devices = await rows(`${human} GROUP BY session_device_type SINCE today UNTIL today`);
      expect(devices.map((row) => row["session_device_type"])).toEqual(["mobile", "desktop", "tablet"]);
      expect(devices.reduce((sum, row) => sum + Number(row["sessions"]), 0)).toBe(Number(all?.["sessions"]));
      const days = await rows(`${human} GROUP BY session_country TIMESERIES day SINCE yesterday UNTIL today`);
      expect(new Set(days.map((row) => row["day"])).size).toBe(2);
      expect(days).toHaveLength(6);
    });

    it("answers a bad query with what is wrong and no table", async () => {
      for (const query of [
        "orders",
        "FROM orders SHOW orders",
        "FROM sales SHOW shoe_size",
        "FROM sales SHOW orders SINCE 2026-02-30",
        "FROM sales SHOW orders SINCE 2026-02-02 UNTIL 2026-02-01",
        "FROM sales SHOW orders TIMESERIES day",
        "FROM sessions SHOW sessions TIMESERIES week",
        "FROM sessions SHOW sessions GROUP BY shoe_size",
        "FROM sessions SHOW sessions WHERE session_country = 'Germany'",
      ]) {
        const { tableData, parseErrors } = await ask(query);
        expect(tableData, query).toBeNull();
        expect(parseErrors, query).not.toEqual([]);
      }
    });
  });
});
