import { z } from "zod";
import type { Definitions } from "~/domain/orders/definitions";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { wordsOf } from "~/words/words";

const say = wordsOf(DEFINITION_TEXTS);

const names = (error: string) =>
  z
    .array(z.string({ error }), { error })
    .transform((list) => [...new Set(list.map((name) => name.trim()).filter((name) => name !== ""))].sort());
const onOff = z.boolean({ error: say("wrong.onOff") });

const wanted = z
  .strictObject({
    excludeCancelledFromOrders: onOff,
    excludeZeroValueFromAov: onOff,
    fullyRefundedIsPurchase: onOff,
    channelsIncluded: names(say("wrong.channels"))
      .refine((list) => list.length > 0, say("wrong.noChannel"))
      .nullable(),
    excludeOrderTags: names(say("wrong.tags")),
    subscriptionRenewalsAreRepeat: onOff,
    checkoutSources: names(say("wrong.sources")),
    abandonmentThresholdMinutes: z
      .int(say("wrong.minutes"))
      .min(10, say("wrong.minutes"))
      .max(1440, say("wrong.minutes")),
    setApartUnusualCustomers: onOff,
    annualDiscountPercent: z
      .number(say("wrong.discount"))
      .min(0, say("wrong.discount"))
      .max(100, say("wrong.discount")),
  })
  .partial();

export type WantedDefinitions =
  | { readonly ok: true; readonly changes: Partial<Definitions> }
  /** One sentence per switch that cannot be taken. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Reads which switches somebody wants to set, and how. */
export function parseWantedDefinitions(changes: unknown): WantedDefinitions {
  const parsed = wanted.safeParse(changes);
  if (parsed.success) {
    const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
    return { ok: true, changes: Object.fromEntries(given) as Partial<Definitions> };
  }
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) errors[key] = say("wrong.unknown", { name: key });
    } else errors[String(issue.path[0] ?? "definitions")] ??= issue.message;
  }
  return { ok: false, errors };
}
