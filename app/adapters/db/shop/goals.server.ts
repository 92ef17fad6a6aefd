import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { DayRange } from "~/domain/time/reporting-window";
import { prismaDay, shopDay } from "~/adapters/db/connect/prisma-day";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A metric as it was at installation. */
export interface Baseline {
  readonly metricKey: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly range: DayRange;
  readonly currencyCode: string;
  readonly definitionVersion: number;
  readonly unavailableBecause: string | null;
  readonly frozenAt: Date;
}

export async function readBaselines(tx: Tx, shopId: string): Promise<Baseline[]> {
  const rows = await withPrisma(tx, (prisma) =>
    prisma.baseline.findMany({
      where: { shopId: BigInt(shopId) },
      omit: { shopId: true },
      orderBy: { metricKey: "asc" },
    }),
  );
  return rows.map(({ rangeFrom, rangeTo, numerator, denominator, ...row }) => ({
    ...row,
    numerator: numerator === null ? null : Number(numerator),
    denominator: denominator === null ? null : Number(denominator),
    range: { from: shopDay(rangeFrom), to: shopDay(rangeTo) },
  }));
}

/** Keeps a baseline; one that stands already is never replaced. */
export async function writeBaseline(
  tx: Tx,
  shopId: string,
  baseline: {
    readonly metricKey: MetricKey;
    /** With its reason in words: it stays as it was said on that day. */
    readonly metric: Omit<MetricValue, "unavailableBecause"> & { readonly unavailableBecause: string | null };
    readonly range: DayRange;
    readonly currencyCode: string;
    readonly definitionVersion: number;
  },
): Promise<void> {
  const { metricKey, metric, range, currencyCode, definitionVersion } = baseline;
  const data = {
    shopId: BigInt(shopId),
    metricKey,
    value: metric.value,
    numerator: metric.numerator === null ? null : BigInt(metric.numerator),
    denominator: metric.denominator === null ? null : BigInt(metric.denominator),
    rangeFrom: prismaDay(range.from),
    rangeTo: prismaDay(range.to),
    currencyCode,
    definitionVersion,
    unavailableBecause: metric.unavailableBecause,
  };
  await withPrisma(tx, (prisma) => prisma.baseline.createMany({ data, skipDuplicates: true }));
}

export interface GoalSetting {
  readonly goalId: string;
  /** Null: as by default. */
  readonly isActive: boolean | null;
  /** Null: the published bound. */
  readonly ownBound: number | null;
}

export async function readGoalSettings(tx: Tx, shopId: string): Promise<GoalSetting[]> {
  return withPrisma(tx, (prisma) =>
    prisma.goalSetting.findMany({ where: { shopId: BigInt(shopId) }, omit: { shopId: true } }),
  );
}

/** Changes what is given and leaves the rest of the setting as it is. */
export async function changeGoalSetting(
  tx: Tx,
  shopId: string,
  goalId: string,
  { isActive, ownBound }: { readonly isActive?: boolean | undefined; readonly ownBound?: number | null | undefined },
): Promise<void> {
  const id = { shopId: BigInt(shopId), goalId };
  await withPrisma(tx, (prisma) =>
    prisma.goalSetting.upsert({
      where: { shopId_goalId: id },
      create: { ...id, isActive, ownBound },
      update: { isActive, ownBound },
      select: { goalId: true },
    }),
  );
}

/** Forgets a goal's setting; that there is none is as well. */
export async function removeGoalSetting(tx: Tx, shopId: string, goalId: string): Promise<void> {
  await withPrisma(tx, (prisma) => prisma.goalSetting.deleteMany({ where: { shopId: BigInt(shopId), goalId } }));
}
