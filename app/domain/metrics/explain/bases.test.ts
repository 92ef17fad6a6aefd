import { expect, it } from "vitest";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { isPurchaserBasis } from "./purchaser-rows";

it("says whose value a horizon measures", () => {
  expect(METRICS.clv_observed_60.basis.words[1]).toBe("new customers of the range at least 60 days old");
  expect(METRICS.clv_observed_60_trailing.basis.words[1]).toBe(
    "customers who first bought in the 365 days that ended 60 days ago",
  );
});

it("knows which numbers need the purchases of every customer one by one", () => {
  const needing = Object.entries(METRICS).flatMap(([key, { basis }]) => (isPurchaserBasis(basis) ? [key] : []));
  expect(needing).toEqual([
    "retention_rate",
    "lapse_point",
    "churn_rate",
    "reactivated",
    "order_value_top10",
    "order_value_top1",
  ]);
});
