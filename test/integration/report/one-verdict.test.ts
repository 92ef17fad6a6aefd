import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { loadAbandonment } from "~/features/abandonment/load-abandonment.server";
import { loadGoals } from "~/features/goals/load-goals.server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { loadOrders } from "~/features/orders/load-orders.server";
import { loadOverview } from "~/features/overview/load-overview.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import { shopReport } from "~/features/report/shop-report.server";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { loadHistory } from "../../support/shops/shop-folder";

let app: IngestApp;
let shopId: string;

beforeAll(async () => {
  app = await startIngestApp();
  const shop = await loadHistory(app.simulator.store, { domain: "verdict.myshopify.com", orders: 600 });
  shopId = String(shop.id);
  await app.install(shop);
});
afterAll(() => app.close());

const params = (query: string) => new URLSearchParams(query);

describe("a card and the report of its days", () => {
  it.each(["range=last_30_days", "range=last_7_days", "range=last_month", "range=last_90_days"])(
    "say the same of every change: %s",
    async (query) => {
      const overview = await loadOverview(app.context, shopId, params(query));
      const orders = await loadOrders(app.context, shopId, params(query));
      const abandonment = await loadAbandonment(app.context, shopId, params(query));
      const { metrics } = await shopReport(app.context, shopId, overview.window.range);
      const cards: readonly NumberCard[] = [
        ...[overview, orders, abandonment].flatMap((page) => page.cards),
        ...[overview.salesCards, orders.cardsBeneath, abandonment.valueCards].flat(),
      ];
      const judged = cards.filter(({ verdict }) => verdict !== null);
      expect(judged.length).toBeGreaterThanOrEqual(7);
      expect(overview.window.comparisonRange).toMatchObject({
        from: metrics.aov.comparedFrom,
        to: metrics.aov.comparedTo,
      });
      for (const { key, value, previous, verdict } of judged) {
        const reported = metrics[key];
        expect([key, reported.certainty], key).toEqual([key, verdict?.certainty]);
        expect(reported.relative, key).toBe(verdict?.relative);
        expect(reported.n, key).toBe(value.n);
        if (value.unit !== "money") expect([reported.value, reported.previous]).toEqual([value.value, previous?.value]);
      }
    },
  );
});

describe("a goal, its mark on a card and the report of its days", () => {
  it("say the same of every goal that is judged", async () => {
    const { goals } = await loadGoals(app.context, shopId);
    const judged = goals.filter(({ range, standing }) => range !== null && standing.status !== "not_available");
    expect(judged.length).toBeGreaterThan(4);
    for (const { id, range, standing } of judged) {
      const { tables } = await shopReport(app.context, shopId, range!);
      const reported = tables.goals.find((goal) => goal.id === id);
      expect([id, reported?.status, reported?.certainty]).toEqual([id, standing.status, standing.certainty]);
    }
    const aov = goals.find(({ id }) => id === "aov_m");
    // A card says its goal's own days, whatever range it shows.
    for (const range of ["range=last_30_days", "range=last_365_days", "range=yesterday"]) {
      const marks = await readGoalMarks(app.context, shopId, await loadOverview(app.context, shopId, params(range)));
      expect(marks["aov" satisfies MetricKey], range).toEqual({
        status: aov?.standing.status,
        bound: aov?.standing.bound,
        missing: aov?.standing.missing,
        certainty: aov?.standing.certainty,
        over: { days: 90, value: aov?.metric?.value },
      });
    }
  });
});
