import { afterAll, beforeAll, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { recordStock } from "~/adapters/db/measurement/stock-days.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { storefrontEvent, type StorefrontEvent } from "~/domain/measurement/storefront-event";
import { shopReport } from "~/features/report/shop-report.server";
import { DAY_MS, dayOf } from "~/domain/time/shop-time";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { foldAll } from "../../support/database/staged-history";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = Date.now();
const TODAY = dayOf(NOW, "UTC");
const EARLIER = dayOf(NOW - 10 * DAY_MS, "UTC");

it("views of what was sold out are told by the event, else by what was noted of that day, else not counted", async () => {
  const shopId = await newShop(database.db);
  let last = 0;
  const view = (at: number, variantId: string, parts: Partial<StorefrontEvent> = {}) =>
    storefrontEvent({
      id: `e${++last}`,
      clientId: "v",
      at,
      name: "product_viewed",
      productId: "1",
      variantId,
      ...parts,
    });
  await withShop(database.db, shopId, async (tx) => {
    await tx.query(
      `INSERT INTO product_variant (shop_id, product_id, variant_id, title, price, is_available)
       VALUES ($1, 1, 11, 'Bar', 100, true), ($1, 1, 12, 'Box', 900, false)`,
      [shopId],
    );
    await recordStock(tx, shopId, [
      { variantId: "11", day: EARLIER, isAvailable: false },
      { variantId: "12", day: EARLIER, isAvailable: true },
    ]);
    await storeEvents(tx, shopId, [
      // Today the catalogue decides, unless the event knows better; of an unknown variant nobody knows.
      view(NOW - 4, "11"),
      view(NOW - 3, "12"),
      view(NOW - 2, "12", { inStock: true }),
      view(NOW - 1, "99"),
      // What was noted earlier holds for its day, and for no other.
      view(NOW - 10 * DAY_MS, "11"),
      view(NOW - 10 * DAY_MS + 1, "12"),
      view(NOW - 20 * DAY_MS, "11"),
    ]);
  });
  await foldAll(database.db, shopId);
  const hits = async (day: string, asOf?: string) =>
    (await shopReport(database, shopId, { from: day, to: day, ...(asOf && { asOf }) })).metrics.oos_hits;
  for (const asOf of [undefined, new Date(NOW).toISOString()]) {
    expect(await hits(TODAY, asOf)).toMatchObject({ numerator: 1, denominator: 3 });
    expect(await hits(EARLIER, asOf)).toMatchObject({ numerator: 1, denominator: 2 });
    expect(await hits(dayOf(NOW - 20 * DAY_MS, "UTC"), asOf)).toMatchObject({ value: null, denominator: 0 });
  }
});
