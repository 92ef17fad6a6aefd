import type { HeldOutQuality } from "~/domain/recommendations/lists/held-out-quality";
import { DAY_MS, type ShopDay } from "~/domain/time/shop-time";
import { prismaDay, shopDay } from "~/adapters/db/connect/prisma-day";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** What the last build of a day that ranked all products found. */
export interface QualityOfDay extends HeldOutQuality {
  readonly day: ShopDay;
}

/** Days kept. */
const KEPT = 400;

/** The newest days with a quality, oldest first. */
export async function readQuality(tx: Tx, shopId: string, days: number): Promise<QualityOfDay[]> {
  const rows = await withPrisma(tx, (prisma) =>
    prisma.listQuality.findMany({
      where: { shopId: BigInt(shopId) },
      omit: { shopId: true },
      orderBy: { day: "desc" },
      take: days,
    }),
  );
  return rows.map(({ day, ...quality }) => ({ day: shopDay(day), ...quality })).reverse();
}

export async function noteQuality(tx: Tx, shopId: string, { day, ...quality }: QualityOfDay): Promise<void> {
  const key = { shopId: BigInt(shopId), day: prismaDay(day) };
  const oldest = new Date(key.day.getTime() - KEPT * DAY_MS);
  await withPrisma(tx, async (prisma) => {
    const where = { shopId_day: key };
    await prisma.listQuality.upsert({ where, create: { ...key, ...quality }, update: quality });
    await prisma.listQuality.deleteMany({ where: { shopId: key.shopId, day: { lt: oldest } } });
  });
}
