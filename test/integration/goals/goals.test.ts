import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPurchasers } from "~/adapters/db/facts/purchasers.server";
import { readTopCustomers } from "~/adapters/db/totals/top-customers.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AnyGoalId } from "~/domain/goals/goal";
import { topCustomers } from "~/domain/metrics/customers/top-customers";
import { DAY_MS } from "~/domain/time/shop-time";
import { changeGoal } from "~/features/goals/change-goal.server";
import type { GoalView } from "~/features/goals/goals";
import { loadGoals } from "~/features/goals/load-goals.server";
import { shopReport } from "~/features/report/shop-report.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { loadHistory } from "../../support/shops/shop-folder";

let app: IngestApp;
let shop: ShopStore;
let shopId: string;

beforeAll(async () => {
  app = await startIngestApp();
  shop = await loadHistory(app.simulator.store, { domain: "goals.myshopify.com", orders: 400 });
  shopId = String(shop.id);
  await app.install(shop);
});
afterAll(() => app.close());

async function view(id: AnyGoalId, now?: number): Promise<GoalView> {
  const found = (await loadGoals(app.context, shopId, now)).goals.find((goal) => goal.id === id);
  if (!found) throw new Error(`no goal ${id}`);
  return found;
}

const baselines = () =>
  app.rows<{ metric_key: string; value: number | null; frozen_at: Date }>(
    shop,
    "SELECT metric_key, value, frozen_at FROM baseline WHERE shop_id = $1 ORDER BY metric_key",
  );

describe("the figures at installation", () => {
  it("are those of the report for the 90 days before it", async () => {
    const { baselines: shown } = await loadGoals(app.context, shopId);
    const aov = shown.find(({ metricKey }) => metricKey === "aov");
    if (!aov) throw new Error("no baseline of the average order value");
    const { metrics } = await shopReport(app.context, shopId, aov.range);
    expect((Date.parse(aov.range.to) - Date.parse(aov.range.from)) / DAY_MS).toBe(89);
    expect(aov.denominator).toBe(metrics.aov.denominator);
    expect((aov.numerator ?? 0) / 100).toBe(Number(metrics.aov.numerator));
  });
  it("say why there are none", async () => {
    const { baselines: shown } = await loadGoals(app.context, shopId);
    expect(shown.find(({ metricKey }) => metricKey === "clv_observed_365_trailing")).toMatchObject({
      value: null,
      unavailableBecause: expect.stringContaining("365") as string,
    });
  });
  it("stay as they are, whatever is imported or changed later", async () => {
    const before = await baselines();
    expect(before.map(({ metric_key: key }) => key)).toEqual(["aov", "clv_observed_365_trailing", "conversion_rate"]);
    for (const order of shop.latestOrders(3)) shop.deleteOrder(order.id);
    await app.settle(shop);
    await app.install(shop);
    expect(await baselines()).toEqual(before);
  });
});

describe("loadGoals", () => {
  it("judges what is measured and marks what is not", async () => {
    const { goals } = await loadGoals(app.context, shopId);
    expect(goals).toHaveLength(43);
    expect(await view("repeat_m")).toMatchObject({ isMeasured: true, isActive: true, standing: { status: "met" } });
    expect(await view("cartab_m")).toMatchObject({
      isMeasured: true,
      metricLabel: "Cart abandonment",
      standing: { status: "not_available", bound: { value: 0.65 } },
    });
    expect(await view("email_m")).toMatchObject({
      isMeasured: false,
      isActive: false,
      standing: { status: "not_available", bound: { value: 0.15 } },
    });
    expect(await view("clv_p")).toMatchObject({ standing: { status: "not_available" }, pace: null });
  });
  it("holds the average order value against 10% more than at installation, with a path and a pace", async () => {
    const goal = await view("aov_m");
    const [aov] = await baselines();
    expect(goal.standing.bound?.value).toBeCloseTo((aov?.value ?? 0) * 1.1, 6);
    expect(goal.standing.status).toBe("not_met");
    expect(goal.path.length).toBeGreaterThan(10);
    expect(goal.pace?.kind).toMatch(/projected|not_at_this_pace/);
  });
  it("tells the best customers from the rest as the report does", async () => {
    await withShop(app.context.db, shopId, async (tx) => {
      const shares = [0.1, 0.01];
      const purchasers = await readPurchasers(tx, shopId);
      expect(await readTopCustomers(tx, shopId, shares)).toEqual(
        shares.map((share) => topCustomers(purchasers, share)),
      );
    });
  });
});

describe("changeGoal", () => {
  it("gives a goal a bound of the merchant's own, and takes it back", async () => {
    expect(await changeGoal(app.context, shopId, { id: "repeat_m", ownBound: 0.99 })).toBeNull();
    expect(await view("repeat_m")).toMatchObject({ ownBound: 0.99, standing: { status: "not_met" } });
    expect(await changeGoal(app.context, shopId, { id: "repeat_m", isActive: false })).toBeNull();
    expect(await view("repeat_m")).toMatchObject({ ownBound: 0.99, isActive: false });
    expect(await changeGoal(app.context, shopId, { id: "repeat_m", ownBound: null })).toBeNull();
    expect(await view("repeat_m")).toMatchObject({ ownBound: null, isActive: false, standing: { status: "met" } });
  });
  it("sets a goal on a metric that has none, and removes it", async () => {
    const id = "at_most:refunded_order_share";
    expect((await loadGoals(app.context, shopId)).settable.map((goal) => goal.id)).toContain(id);
    expect(await changeGoal(app.context, shopId, { id, isActive: true, ownBound: 0.02 })).toBeNull();
    const { goals, settable } = await loadGoals(app.context, shopId);
    expect(goals[0]).toMatchObject({
      id,
      isOwn: true,
      isActive: true,
      standing: { bound: { better: "less", value: 0.02 } },
      path: { length: 13 },
    });
    expect(settable.map((goal) => goal.id)).not.toContain(id);
    const { metrics, tables } = await shopReport(app.context, shopId, goals[0]!.range!);
    expect(goals[0]?.metric?.value).toBe(metrics.refunded_order_share.value);
    const { status, certainty } = goals[0]!.standing;
    expect(tables.goals[0]).toMatchObject({ id, kind: "goal", phase: null, bound: 0.02, status, certainty });

    expect(await changeGoal(app.context, shopId, { id, isRemoved: true })).toBeNull();
    expect((await loadGoals(app.context, shopId)).goals.some((goal) => goal.isOwn)).toBe(false);
  });
  it("looks at sums over all days of a goal, week by week", async () => {
    const id = "at_least:orders";
    await changeGoal(app.context, shopId, { id, isActive: true, ownBound: 10_000 });
    const { path, metric } = await view(id);
    expect(path.at(-1)?.value).toBe(metric?.value);
    await changeGoal(app.context, shopId, { id, isRemoved: true });
  });
  it("refuses what is no goal with a sentence", async () => {
    expect(await changeGoal(app.context, shopId, { id: "nope" })).toBe("There is no such goal to change.");
    expect(await changeGoal(app.context, shopId, { id: "top10", ownBound: 2 })).toContain("Only goals");
    expect(await changeGoal(app.context, shopId, { id: "repeat_m", ownBound: "much" })).toContain("number");
    expect(await changeGoal(app.context, shopId, { id: "repeat_m", isRemoved: true })).toContain("you set");
    expect(await changeGoal(app.context, shopId, { id: "at_least:aov", isActive: true })).toContain("number");
    expect(await changeGoal(app.context, shopId, { id: "at_most:aov", ownBound: 5 })).toContain("no such goal");
  });
});
