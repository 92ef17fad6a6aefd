import type { ICUArgs } from "use-intl/core";
import { reasons as en } from "./en/reasons";
import { wordsOf } from "./words";

const REASON_TEXTS = { en };

type Texts = typeof en;
type Arguments<Text extends string> = ICUArgs<
  Text,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: never }
>;

export type ReasonKey = keyof Texts;

/** Why there is no number: a key of the catalogue with what its sentence needs. Text is made where it is shown. */
export type Reason = { [Key in ReasonKey]: ReasonOf<Key> }[ReasonKey];

export type ReasonOf<Key extends ReasonKey> = keyof Arguments<Texts[Key]> extends never
  ? { readonly key: Key }
  : { readonly key: Key; readonly values: Arguments<Texts[Key]> };

/** A reason, or its sentence where somebody has said it already. */
export type Because = Reason | string;

/** The sentence of a reason; null where there is none to give. */
export function sayReason(reason: Because): string;
export function sayReason(reason: Because | null): string | null;
export function sayReason(reason: Because | null): string | null {
  if (reason === null || typeof reason === "string") return reason;
  const say = wordsOf(REASON_TEXTS) as (key: string, values?: object) => string;
  return say(reason.key, "values" in reason ? reason.values : undefined);
}
