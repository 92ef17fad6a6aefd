import { z } from "zod";
import type { Definitions } from "~/domain/orders/definitions";

const names = (what: string) =>
  z
    .array(z.string({ error: `Give ${what} as a list of names.` }), { error: `Give ${what} as a list of names.` })
    .transform((list) => [...new Set(list.map((name) => name.trim()).filter((name) => name !== ""))].sort());
const onOff = z.boolean({ error: "This switch is either on or off." });

const wanted = z
  .strictObject({
    excludeCancelledFromOrders: onOff,
    excludeZeroValueFromAov: onOff,
    fullyRefundedIsPurchase: onOff,
    channelsIncluded: names("the channels")
      .refine((list) => list.length > 0, "Choose at least one channel, or all of them.")
      .nullable(),
    excludeOrderTags: names("the tags"),
    subscriptionRenewalsAreRepeat: onOff,
    checkoutSources: names("the sources"),
    abandonmentThresholdMinutes: z
      .int("Give whole minutes, from 10 to 1440.")
      .min(10, "Give whole minutes, from 10 to 1440.")
      .max(1440, "Give whole minutes, from 10 to 1440."),
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
      for (const key of issue.keys) errors[key] = `There is no setting called "${key}".`;
    } else errors[String(issue.path[0] ?? "definitions")] ??= issue.message;
  }
  return { ok: false, errors };
}
