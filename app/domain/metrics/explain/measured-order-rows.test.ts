import { expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import { storefrontEvent } from "~/domain/measurement/storefront-event";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import { explainedRows } from "./explained-rows";

const RANGE = { from: "2026-05-01", to: "2026-05-31" };
const WHERE = context({ asOf: at("2026-06-02T00:00"), measuredFrom: "2026-05-01" });
const bought = (id: string, total: number, isReturned: boolean) => {
  const sold = row({ total, happenedAt: at("2026-05-02T12:00") });
  const back = { ...sold, action: "RETURN", total: -total, quantity: -1, happenedAt: at("2026-05-09T12:00") } as const;
  return order({
    id,
    checkoutToken: `t${id}`,
    processedAt: sold.happenedAt,
    rows: isReturned ? [sold, { ...back, isOriginal: false }] : [sold],
  });
};
const completed = (id: string) =>
  storefrontEvent({
    id: `e${id}`,
    clientId: `v${id}`,
    at: at("2026-05-02T12:00"),
    name: "checkout_completed",
    device: "mobile",
    checkoutToken: `t${id}`,
  });

it("lists every order of known device behind the share on phones, one that was brought back whole too", async () => {
  const history = {
    orders: [bought("1", 6_000, false), bought("2", 4_000, true), bought("3", 1_000, false)],
    checkouts: [],
    storefront: { events: [completed("1"), completed("2")], seenClients: new Set<string>() },
  };
  const { n } = await readMetric("mobile_revenue_share", foldedTotals(history, WHERE), RANGE, WHERE);
  const rows = explainedRows(METRICS.mobile_revenue_share.basis, history, RANGE, WHERE);
  expect(rows.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
    [6_000, 6_000],
    [0, 0],
  ]);
  expect(n).toBe(rows.length);
});
