import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { changeDefinitions } from "~/features/definitions/change-definitions.server";
import type { DefinitionsPreview } from "~/features/definitions/definitions";
import { previewDefinitions } from "~/features/definitions/preview-definitions.server";
import { rebuildShopNumbers } from "~/features/definitions/rebuild-shop-numbers.server";
import { WORKED_EXAMPLES } from "../../fixtures/worked-examples/examples";
import { historyOfFolder } from "../../fixtures/worked-examples/history-of-folder";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop, newShopId } from "../../support/database/new-shop";
import { writeShopProfile } from "../../support/database/shop-profile";
import { stageBatch } from "../../support/database/staged-batch";
import { shopWithHistory } from "../../support/database/staged-history";
import { HISTORY_END, batchesOf, definitions, messages, TIME_ZONES } from "../rollups/random-history";

let database: TestDatabase;
let context: Pick<AppContext, "db" | "queue" | "now">;
beforeAll(async () => {
  database = await createTestDatabase();
  // The jobs are run by the tests themselves.
  context = {
    db: database.db,
    now: Date.now,
    queue: { send: async () => {}, work: async () => {}, close: async () => {} },
  };
});
afterAll(() => database.drop());

async function preview(shopId: string, changes: object, now?: number): Promise<DefinitionsPreview> {
  const result = await previewDefinitions(context, shopId, changes, { from: "2026-02-20", to: "2026-03-31" }, now);
  if (result.status !== "ready") throw new Error(JSON.stringify(result.errors));
  return result.preview;
}

const sides = ({ metrics }: DefinitionsPreview, side: "before" | "after") =>
  metrics.map((metric) => ({ key: metric.key, metric: metric[side] }));

describe("previewDefinitions", () => {
  it("shows what the rebuild then shows, for any history and any switches", async () => {
    await fc.assert(
      fc.asyncProperty(
        messages,
        definitions,
        definitions,
        fc.constantFrom(...TIME_ZONES),
        fc.boolean(),
        async (all, first, second, timeZone, isLimited) => {
          const shopId = newShopId();
          const scopes = isLimited ? ["read_orders"] : ["read_orders", "read_all_orders"];
          await withShop(database.db, shopId, async (tx) => {
            await writeShopProfile(tx, shopId, { timeZone, definitions: first, scopes });
            for (const batch of batchesOf(all, 10)) {
              if (!("fromId" in batch)) await applyBatch(tx, shopId, await stageBatch(tx, shopId, batch));
            }
          });
          const now = HISTORY_END + 40 * 86_400_000;
          const expected = await preview(shopId, second, now);
          await changeDefinitions(context, shopId, second);
          await rebuildShopNumbers(context, { shopId });
          const shown = await preview(shopId, {}, now);
          expect(sides(shown, "before")).toEqual(sides(expected, "after"));
          expect(sides(shown, "after")).toEqual(sides(shown, "before"));
          expect(new Set([...Object.values(shown.moved), ...Object.values(shown.movedEver)])).toEqual(new Set([0]));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("counts the orders of example C that would leave", async () => {
    const example = WORKED_EXAMPLES.find(({ letter }) => letter === "C");
    if (!example) throw new Error("there is an example C");
    const shopId = newShopId();
    const { ianaTimezone: timeZone, currencyCode } = example.folder.shop;
    await shopWithHistory(database.db, shopId, historyOfFolder(example.folder), { timeZone, currencyCode });
    const { metrics, moved, movedEver } = await preview(shopId, { excludeCancelledFromOrders: true });
    const of = (key: string) => metrics.find((metric) => metric.key === key);
    expect([of("orders")?.before.value, of("orders")?.after.value]).toEqual([6, 5]);
    expect([of("aov")?.before.value, of("aov")?.after.value]).toEqual([6_000, 5_400]);
    expect([of("net_sales")?.before.value, of("net_sales")?.after.value]).toEqual([27_000, 27_000]);
    expect(moved).toEqual({
      noLongerPlaced: 1,
      newlyPlaced: 0,
      noLongerPurchases: 0,
      newlyPurchases: 0,
      renumbered: 0,
      checkouts: 0,
    });
    expect(movedEver).toMatchObject({ noLongerPlaced: 1 });
  });

  it("refuses nonsense in a sentence", async () => {
    const shopId = await newShop(database.db);
    const range = { from: "2026-01-01", to: "2026-01-31" };
    expect(await previewDefinitions(context, shopId, { abandonmentThresholdMinutes: 1 }, range)).toEqual({
      status: "invalid",
      errors: { abandonmentThresholdMinutes: "Give whole minutes, from 10 to 1440." },
    });
  });
});
