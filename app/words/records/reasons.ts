import { reasons as en } from "../en/records/reasons";
import { sayMessage, type MessageIn, type MessageOf } from "../message";

const REASON_TEXTS = { en };

type Texts = typeof en;

export type ReasonKey = keyof Texts;

/** Why there is no number. */
export type Reason = MessageIn<Texts>;

export type ReasonOf<Key extends ReasonKey> = MessageOf<Texts, Key>;

/** The sentence of a reason; null where there is none to give. */
export function sayReason(reason: Reason, locale?: string): string;
export function sayReason(reason: Reason | null, locale?: string): string | null;
export function sayReason(reason: Reason | null, locale?: string): string | null {
  return reason && sayMessage(REASON_TEXTS, reason, locale);
}
