import type { ShopDay } from "~/domain/time/shop-time";

/** A day as Prisma gives and takes it: the moment it begins in UTC. */
export const prismaDay = (day: ShopDay): Date => new Date(`${day}T00:00:00Z`);

export const shopDay = (date: Date): ShopDay => date.toISOString().slice(0, "YYYY-MM-DD".length);
