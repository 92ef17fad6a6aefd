import { reasons as en } from "./en/reasons";
import { sayMessage, type MessageIn, type MessageOf } from "./message";

const REASON_TEXTS = { en };

type Texts = typeof en;

export type ReasonKey = keyof Texts;

/** Why there is no number. */
export type Reason = MessageIn<Texts>;

export type ReasonOf<Key extends ReasonKey> = MessageOf<Texts, Key>;

/** A reason, or its sentence where somebody has said it already. */
export type Because = Reason | string;

/** The sentence of a reason; null where there is none to give. */
export function sayReason(reason: Because, locale?: string): string;
export function sayReason(reason: Because | null, locale?: string): string | null;
export function sayReason(reason: Because | null, locale?: string): string | null {
  if (reason === null || typeof reason === "string") return reason;
  return sayMessage(REASON_TEXTS, reason, locale);
}
