import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import { withDirectory, withShop } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { changeGoalSetting, readGoalSettings } from "~/adapters/db/shop/goals.server";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const keep = (shopId: string, of: string, goalId: string) =>
  withShop(database.db, shopId, (tx) =>
    withPrisma(tx, (prisma) => prisma.goalSetting.createMany({ data: { shopId: BigInt(of), goalId, isActive: true } })),
  );

describe("Prisma within a transaction", () => {
  it("sees the rows of its shop, none of another's and none without a shop", async () => {
    await keep("11", "11", "own");
    const everything = { select: { goalId: true } };
    const seen = (shopId: string) =>
      withShop(database.db, shopId, (tx) => withPrisma(tx, (prisma) => prisma.goalSetting.findMany(everything)));
    expect(await seen("11")).toEqual([{ goalId: "own" }]);
    expect(await seen("12")).toEqual([]);
    const without = withDirectory(database.db, (tx) =>
      withPrisma(tx, (prisma) => prisma.goalSetting.findMany(everything)),
    );
    expect(await without).toEqual([]);
  });

  it("is refused a row in another shop's name", async () => {
    await expect(keep("12", "11", "foreign")).rejects.toThrow(/row-level security/);
  });

  it("is of one piece with the SQL around it", async () => {
    const goalId = "undone";
    const work = withShop(database.db, "13", async (tx) => {
      await tx.query("INSERT INTO goal_setting (shop_id, goal_id) VALUES (13, $1)", [goalId]);
      const ownBound = 2.5;
      const { count } = await withPrisma(tx, (prisma) =>
        prisma.goalSetting.updateMany({ where: { goalId }, data: { ownBound } }),
      );
      const { rows } = await tx.query("SELECT own_bound FROM goal_setting");
      expect({ count, rows }).toEqual({ count: 1, rows: [{ own_bound: ownBound }] });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    const { rowCount } = await withShop(database.db, "13", (tx) => tx.query("SELECT FROM goal_setting"));
    expect(rowCount).toBe(0);
  });

  it("keeps transactions that run at once apart", async () => {
    const shops = Array.from({ length: 40 }, (_, index) => String(100 + index));
    await Promise.all(shops.map((shopId) => keep(shopId, shopId, `goal of ${shopId}`)));
    const where = (shopId: string) => ({ shopId_goalId: { shopId: BigInt(shopId), goalId: `goal of ${shopId}` } });
    const found = await Promise.all(
      shops.map((shopId) =>
        withShop(database.db, shopId, (tx) =>
          withPrisma(tx, (prisma) => prisma.goalSetting.findUnique({ where: where(shopId), select: { goalId: true } })),
        ),
      ),
    );
    expect(found).toEqual(shops.map((shopId) => ({ goalId: `goal of ${shopId}` })));
  });

  it("keeps several rows of one call in the transaction of its opener", async () => {
    const goals = [{ goalId: "a" }, { goalId: "b", ownBound: 1.5 }];
    const data = goals.map((goal) => ({ shopId: 14n, ...goal }));
    const work = withShop(database.db, "14", async (tx) => {
      expect(await withPrisma(tx, (prisma) => prisma.goalSetting.createMany({ data }))).toEqual({ count: 2 });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    const left = await withShop(database.db, "14", (tx) => withPrisma(tx, (prisma) => prisma.goalSetting.count()));
    expect(left).toBe(0);
  });

  it("means the same instant as SQL, whatever time zone the server keeps", async () => {
    const at = new Date("2026-07-01T10:00:00.123Z");
    const owner = openDatabase(database.ownerUrl, { max: 1 });
    const name = new URL(database.ownerUrl).pathname.slice(1);
    await owner.pool.query(`ALTER DATABASE ${name} SET TimeZone TO 'Asia/Kathmandu'`).finally(() => owner.close());
    const db = openDatabase(database.appUrl);
    try {
      expect((await db.pool.query("SHOW TimeZone")).rows).toEqual([{ TimeZone: "Asia/Kathmandu" }]);
      await withDirectory(db, async (tx) => {
        const id = 15n;
        await withPrisma(tx, (prisma) => prisma.shop.create({ data: { id, domain: "zone.test", installedAt: at } }));
        expect((await tx.query("SELECT installed_at FROM shop WHERE id = 15")).rows).toEqual([{ installed_at: at }]);
        expect((await withPrisma(tx, (prisma) => prisma.shop.findUnique({ where: { id } })))?.installedAt).toEqual(at);
      });
    } finally {
      await db.close();
    }
  });
});

it("changes of a goal's setting only what is given", async () => {
  const settings = await withShop(database.db, "18", async (tx) => {
    await changeGoalSetting(tx, "18", "goal", { ownBound: 3 });
    await changeGoalSetting(tx, "18", "goal", { isActive: false });
    await changeGoalSetting(tx, "18", "goal", {});
    return readGoalSettings(tx, "18");
  });
  expect(settings).toEqual([{ goalId: "goal", isActive: false, ownBound: 3 }]);
});

describe("an error of the database", () => {
  it("reaches the caller with its SQLSTATE", async () => {
    await keep("16", "16", "twice");
    await expect(keep("16", "16", "twice")).rejects.toMatchObject({ code: "23505", table: "goal_setting" });
  });

  it("says that the database is away when it is", async () => {
    const impatient = openDatabase(database.appUrl, { max: 1, queryTimeoutMs: 1_000 });
    try {
      const work = withShop(impatient, "17", async (tx) => {
        await tx.query("SELECT pg_terminate_backend(pg_backend_pid())").catch(() => {});
        return withPrisma(tx, (prisma) => prisma.goalSetting.count());
      });
      await expect(work).rejects.toThrow(DatabaseUnavailable);
      const count = await withShop(impatient, "17", (tx) => withPrisma(tx, (prisma) => prisma.goalSetting.count()));
      expect(count).toBe(0);
    } finally {
      await impatient.close();
    }
  });
});
