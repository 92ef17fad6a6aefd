import { z } from "zod";
import { DEFAULT_DEFINITIONS, type Definitions } from "~/domain/orders/definitions";

const storedDefinitions = z
  .object({
    excludeCancelledFromOrders: z.boolean(),
    excludeZeroValueFromAov: z.boolean(),
    fullyRefundedIsPurchase: z.boolean(),
    channelsIncluded: z.array(z.string()).nullable(),
    excludeOrderTags: z.array(z.string()),
    subscriptionRenewalsAreRepeat: z.boolean(),
    checkoutSources: z.array(z.string()),
    abandonmentThresholdMinutes: z.number().int().min(10).max(1440),
    setApartUnusualCustomers: z.boolean(),
    annualDiscountPercent: z.number().min(0).max(100),
  })
  .partial();

/** The definitions in force: the defaults and the switches a merchant changed. */
export function definitionsFrom(stored: unknown): Definitions {
  return { ...DEFAULT_DEFINITIONS, ...storedDefinitions.parse(stored ?? {}) };
}
