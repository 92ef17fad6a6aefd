import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { reconcile, type ComparedKey, type Fraction, type TheirNumber } from "~/domain/reconciliation/reconciliation";
import type { ReconciliationView } from "./reconciliation";
import { createFormatters } from "~/ui/format/formatters";
import { ReconciliationPage } from "./reconciliation-page";

const whole = (numerator: number): Fraction => ({ numerator, denominator: 1 });
const ours: Record<ComparedKey, Fraction> = {
  orders: whole(312),
  gross_sales: whole(2_601_770),
  discounts: whole(155_902),
  net_sales: whole(2_345_268),
  average_order_value: { numerator: 2_445_868, denominator: 312 },
  returning_customer_rate: { numerator: 100, denominator: 300 },
};
const exactly = (value: number): TheirNumber => ({ value, rounding: 0.5 });

function ready(theirOrders: number, isOver = true, notReceived: readonly string[] = []): ReconciliationView["result"] {
  const theirs = Object.fromEntries(
    Object.entries(ours).map(([key, { numerator, denominator }]) => [key, exactly(numerator / denominator)]),
  ) as Record<ComparedKey, TheirNumber>;
  const giftCards = {
    cause: "gift_card_only_orders",
    count: 2,
    deltas: { orders: { numerator: 2, denominator: 0 } },
    isComplete: true,
  } as const;
  return {
    status: "ready",
    reconciliation: reconcile(ours, { ...theirs, orders: exactly(theirOrders) }, [giftCards], isOver),
    notReceived,
    pending: 0,
    isRebuilding: false,
    neighbour: { reachedCheckout: 400, completedCheckout: 300, rate: 0.25 },
  };
}

const render = (result: ReconciliationView["result"]) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <ReconciliationPage
        view={{
          shop: { name: "Nordlicht", currencyCode: "EUR", timeZone: "Europe/Berlin" },
          range: { from: "2026-10-01", to: "2026-10-31" },
          asOf: Date.UTC(2026, 10, 1),
          result,
        }}
        tabs={null}
        notice={null}
        controls={<p>range form</p>}
        grantButton={<button>Grant access</button>}
        fetchButton={<button>Read them now</button>}
        format={createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" })}
      />
    </AppProvider>,
  );

describe("ReconciliationPage", () => {
  it("sets both sides beside each other and takes a difference apart", () => {
    const html = render(ready(314));
    for (const text of ["312", "314", "+2", "Explained", "Orders that hold only gift cards", "€26,017.70", "25.0%"]) {
      expect(html).toContain(text);
    }
    expect(html).toContain("Matches");
    expect(html).not.toContain("Read them now");
  });

  it("asks to investigate what no counted row explains", () => {
    const html = render(ready(340));
    expect(html).toContain("Investigate");
    expect(html).toContain("+26");
  });

  it("judges nothing before the days are over", () => {
    expect(render(ready(340, false))).toContain("Not judged");
  });

  it("names orders that have not arrived and offers to read them", () => {
    const html = render(ready(313, true, ["7"]));
    expect(html).toContain("One order has not arrived");
    expect(html).toContain("Read them now");
  });

  it("says which access is missing, what it unlocks, and offers to grant it", () => {
    const html = render({ status: "no_permission", scope: "read_reports" });
    expect(html).toContain("read_reports");
    expect(html).toContain("Grant access");
    expect(html).not.toContain("range form");
  });

  it("keeps calm when Shopify does not answer", () => {
    const html = render({ status: "unavailable", because: "Shopify is busy." });
    expect(html).toContain("Shopify is busy. Comeback’s numbers are not affected.");
  });
});
