import type { Ban, Pin } from "~/domain/recommendations/showing/choices";
import { type ListRules, NO_RULES } from "~/domain/recommendations/showing/list-rules";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Beside this id a ban holds beside every product. */
const ANYWHERE = 0n;

export async function readListRules(tx: Tx, shopId: string): Promise<ListRules> {
  const row = await withPrisma(tx, (prisma) =>
    prisma.listRules.findUnique({ where: { shopId: BigInt(shopId) }, omit: { shopId: true } }),
  );
  return row === null
    ? NO_RULES
    : { ...row, kinship: row.kinship as ListRules["kinship"], vendors: row.vendors as ListRules["vendors"] };
}

export async function writeListRules(tx: Tx, shopId: string, rules: ListRules): Promise<void> {
  const where = { shopId: BigInt(shopId) };
  const data = { ...rules, excludedTags: [...rules.excludedTags] };
  await withPrisma(tx, (prisma) => prisma.listRules.upsert({ where, create: { ...where, ...data }, update: data }));
}

/** Pins in their order. */
export async function readPins(tx: Tx, shopId: string): Promise<Pin[]> {
  const rows = await withPrisma(tx, (prisma) =>
    prisma.listPin.findMany({
      where: { shopId: BigInt(shopId) },
      orderBy: [{ productId: "asc" }, { place: "asc" }],
    }),
  );
  return rows.map(({ productId, pinnedId }) => ({ productId: String(productId), pinnedId: String(pinnedId) }));
}

/** Makes these the pins of a product, in this order. */
export async function writePins(
  tx: Tx,
  shopId: string,
  productId: string,
  pinnedIds: readonly string[],
): Promise<void> {
  const of = { shopId: BigInt(shopId), productId: BigInt(productId) };
  await withPrisma(tx, async (prisma) => {
    await prisma.listPin.deleteMany({ where: of });
    await prisma.listPin.createMany({
      data: pinnedIds.map((id, place) => ({ ...of, place, pinnedId: BigInt(id) })),
    });
  });
}

export async function readBans(tx: Tx, shopId: string): Promise<Ban[]> {
  const rows = await withPrisma(tx, (prisma) => prisma.listBan.findMany({ where: { shopId: BigInt(shopId) } }));
  return rows.map(({ productId, besideId }) => ({
    productId: String(productId),
    besideId: besideId === ANYWHERE ? null : String(besideId),
  }));
}

export async function addBan(tx: Tx, shopId: string, { productId, besideId }: Ban): Promise<void> {
  const data = { shopId: BigInt(shopId), productId: BigInt(productId), besideId: BigInt(besideId ?? ANYWHERE) };
  await withPrisma(tx, (prisma) => prisma.listBan.createMany({ data: [data], skipDuplicates: true }));
}

export async function liftBan(tx: Tx, shopId: string, { productId, besideId }: Ban): Promise<void> {
  const where = { shopId: BigInt(shopId), productId: BigInt(productId), besideId: BigInt(besideId ?? ANYWHERE) };
  await withPrisma(tx, (prisma) => prisma.listBan.deleteMany({ where }));
}
