import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readForecastBasis } from "~/adapters/db/facts/purchase-days.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { ForecastBasis } from "~/domain/clv/log/forecast-readiness";
import type { Order } from "~/domain/orders/order";
import { at, order, row } from "../../support/builders";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShopWith } from "../../support/database/new-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ZONE = "Europe/Paris";
const bought = (customerId: string, ...moments: string[]) =>
  moments.map((moment) => order({ customerId, processedAt: at(moment), rows: [row()] }));

async function basisOf(orders: readonly Order[]): Promise<ForecastBasis> {
  const shopId = await installedShopWith(database.db, { orders }, { timeZone: ZONE });
  return withShop(database.db, shopId, (tx) => readForecastBasis(tx, shopId, ZONE));
}

describe("what a forecast is made from", () => {
  it("counts who came back on a later day of the shop's own, not later on the first", async () => {
    const orders = [
      ...bought("1", "2026-11-01T09:00", "2026-11-01T15:00"),
      // Before and after midnight in London, and the same day in Paris.
      ...bought("2", "2026-11-02T23:30", "2026-11-03T00:30"),
      // The same day in London, and before and after midnight in Paris.
      ...bought("3", "2026-11-02T22:30", "2026-11-02T23:30"),
      ...bought("4", "2026-11-04T09:00", "2026-11-05T09:00", "2026-11-06T09:00"),
      ...bought("5", "2026-11-07T09:00"),
    ];
    expect(await basisOf(orders)).toEqual({ customers: 5, repeaters: 2, firstDay: "2026-11-01" });
  });

  it("is nothing before the first purchase", async () => {
    expect(await basisOf([])).toEqual({ customers: 0, repeaters: 0, firstDay: null });
  });
});
