import { expect, it } from "vitest";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { isPurchaserBasis } from "./purchaser-rows";

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
