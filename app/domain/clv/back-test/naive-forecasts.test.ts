import { expect, it } from "vitest";
import { pastRate, shopMean } from "./naive-forecasts";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { snapshotAt } from "~/domain/clv/log/snapshot";

const log = purchaseLog([
  { customer: "often", day: 0, value: 10 },
  { customer: "often", day: 10, value: 20 },
  { customer: "often", day: 20, value: 60 },
  { customer: "often", day: 41, value: 1000 },
  { customer: "once", day: 20, value: 5 },
  { customer: "today", day: 40, value: 7 },
]);
const snapshot = snapshotAt(log, 40);

it("the past rate goes on, at each customer's own mean", () => {
  const { counts, values } = pastRate(snapshot, 20);
  expect([...counts]).toEqual([1, 0, 0]);
  expect([...values]).toEqual([30, 0, 0]);
});

it("past rate and mean are known from one repeat purchase on", () => {
  const twice = purchaseLog([
    { customer: "twice", day: 20, value: 10 },
    { customer: "twice", day: 30, value: 30 },
  ]);
  const [own, mean] = [pastRate, shopMean].map((forecast) => forecast(snapshotAt(twice, 40), 20));
  expect([...own!.counts, ...own!.values]).toEqual([1, 20]);
  expect([...mean!.counts, ...mean!.values]).toEqual([1, 30]);
});

it("the shop's mean rate and repeat value are for all", () => {
  const { counts, values } = shopMean(snapshot, 30);
  // 2 repeat purchases in 40 + 20 + 0 days, worth 40 in the mean.
  expect([...counts]).toEqual([1, 1, 1]);
  expect([...values]).toEqual([40, 40, 40]);
});

it("nobody having come back, or everybody being new, forecasts nothing", () => {
  const fresh = snapshotAt(log, 0);
  for (const forecast of [pastRate, shopMean]) {
    const { counts, values } = forecast(fresh, 30);
    expect([...counts, ...values]).toEqual([0, 0]);
  }
  const { counts, values } = shopMean(snapshotAt(log, 5), 30);
  expect([...counts, ...values]).toEqual([0, 0]);
});
