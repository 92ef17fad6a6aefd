import { expect, it } from "vitest";
import { pastRate, shopMean } from "./naive-forecasts";
import { purchaseLog } from "~/domain/clv/log/purchase-log";
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

it("the shop's mean rate and repeat value are for all", () => {
  const { counts, values } = shopMean(snapshot, 30);
  // 2 repeat purchases in 40 + 20 + 0 days, worth 40 in the mean.
  expect([...counts]).toEqual([1, 1, 1]);
  expect([...values]).toEqual([40, 40, 40]);
});

it("nobody having come back, or everybody being new, forecasts nothing", () => {
  const fresh = snapshotAt(log, 0);
  expect([...shopMean(fresh, 30).counts]).toEqual([0]);
  expect([...pastRate(fresh, 30).values]).toEqual([0]);
});
