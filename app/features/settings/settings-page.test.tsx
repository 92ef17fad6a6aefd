import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ImportView } from "~/features/installation/import-view";
import { createFormatters } from "~/ui/format/formatters";
import { SettingsPage, type DataSettings } from "./settings-page";

const ready: ImportView = {
  phase: "ready",
  parts: [{ kind: "orders", done: 1200, expected: 48_000, status: "staging" }],
  finishedAt: Date.UTC(2026, 10, 21, 2, 5),
  reason: null,
  secondsLeft: null,
  historyLimited: false,
  ordersNotRead: { missing: 0, stale: 0 },
};

const render = (importState: ImportView, data: Partial<DataSettings> = {}) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <SettingsPage
        shopName="Nordlicht Coffee"
        tabs={<nav>Data</nav>}
        notice={null}
        importState={importState}
        data={{
          orders: 48_212,
          customers: 9123,
          products: 120,
          checkouts: 3122,
          oldestOrderAt: Date.UTC(2022, 1, 1, 12),
          formerCurrencyOrders: 0,
          unmatchedCheckouts: 0,
          deadLetters: 3,
          unreadableOrders: [],
          letters: [
            {
              id: "a",
              reference: "customers line 4",
              reason: "createdAt: not a moment",
              at: Date.UTC(2026, 10, 21, 2, 7),
            },
          ],
          topics: [{ topic: "orders/create", lastReceivedAt: Date.UTC(2026, 10, 21, 3, 5), pending: 2 }],
          ...data,
        }}
        importAgain={<button>Import again</button>}
        readAgain={<button>Read them again</button>}
        measuring={null}
        format={createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" })}
      />
    </AppProvider>,
  );

describe("SettingsPage", () => {
  it("says what is stored, what could not be used, and when Shopify last spoke", () => {
    const html = render(ready);
    expect(html).toContain("The whole history was in on 21 Nov 2026, 03:05.");
    for (const text of ["48,212", "1 Feb 2022", "New orders", "21 Nov 2026, 04:05"]) expect(html).toContain(text);
    expect(html).toMatch(/Other data that could not be read<\/span><\/dt><dd[^>]*><span[^>]*>3</);
    for (const text of ["customers line 4", "createdAt: not a moment", "and 2 more"]) expect(html).toContain(text);
    expect(html).not.toContain("Read them again");
    expect(html).not.toContain("of about");
    expect(html).toContain("phone numbers and postal addresses are never stored");
  });

  it("lists the orders that could not be read with their reason, and offers to read them again", () => {
    const order = {
      orderId: "77",
      name: "#1001",
      reason: "quantity: too small",
      foundAt: 0,
      triedAt: 0,
      isStale: false,
    };
    const html = render(
      { ...ready, ordersNotRead: { missing: 1, stale: 1 } },
      { unreadableOrders: [order, { ...order, orderId: "78", name: null, isStale: true }] },
    );
    expect(html).toMatch(/Orders that could not be read<\/span><\/dt><dd[^>]*><span[^>]*>2</);
    expect(html).toContain('href="shopify://admin/orders/77"');
    for (const text of ["#1001", ">78<", "quantity: too small", "Missing", "As before its latest change"]) {
      expect(html).toContain(text);
    }
    expect(html).toContain("Read them again");
    expect(render(ready, { deadLetters: 0, letters: [] })).not.toContain('id="unusable"');
  });

  it("counts what is stored and in no number, and says why", () => {
    const html = render(ready, { formerCurrencyOrders: 17, unmatchedCheckouts: 4 });
    expect(html).toMatch(/Orders in a former currency<\/span><\/dt><dd[^>]*><span[^>]*>17</);
    expect(html).toMatch(/Recovered checkouts whose order is not known<\/span><\/dt><dd[^>]*><span[^>]*>4</);
    expect(html).toContain("amounts are never converted");
    expect(html).toContain("recovered, without a value");
    expect(render(ready)).not.toMatch(/never converted|without a value|former currency|order is not known/);
  });

  it("keeps the name of a topic it has no words for", () => {
    const topics = [{ topic: "orders/unheard_of", lastReceivedAt: 0, pending: 0 }];
    expect(render(ready, { topics })).toContain("orders/unheard_of");
  });

  it("shows progress while the whole shop is read once more", () => {
    const html = render({ ...ready, finishedAt: null });
    expect(html).toContain("Reading the whole shop once more.");
    expect(html).toContain("1,200 of about 48,000");
  });

  it("gives the reason of an import that stopped", () => {
    const reason = "Shopify closed the connection.";
    expect(render({ ...ready, reason })).toContain(`The last import stopped: ${reason}`);
    expect(render({ ...ready, phase: "failed", reason })).toContain(reason);
    expect(render({ ...ready, phase: "partial", reason })).toContain("only a part of the history");
  });

  it("explains a limited history", () => {
    expect(render({ ...ready, historyLimited: true })).toContain("the last 60 days of orders only");
  });
});
