import type { Reason, ReasonKey, ReasonOf } from "~/words/records/reasons";

type Values<Key extends ReasonKey> = ReasonOf<Key> extends { readonly values: infer Given } ? [values: Given] : [];

/** Why there is no number: `because("noOrders")`, `because("noCustomersOldEnough", { days: 90 })`. */
export function because<Key extends ReasonKey>(key: Key, ...[values]: Values<Key>): Reason {
  return (values === undefined ? { key } : { key, values }) as Reason;
}

/** Tells a reason from what it stands in place of. */
export function isReason(given: object): given is Reason {
  return "key" in given;
}
