import { reasons as en } from "../en/records/reasons";
import { sayMessage, type MessageIn, type MessageOf } from "../message";

const REASON_TEXTS = { en };

type Texts = typeof en;

/** As `2026-10-05`; what a message chooses by, as `unknown`, is none. */
const SHOP_DAY = /^\d{4}-\d{2}-\d{2}$/;

export type ReasonKey = keyof Texts;

/** Why there is no number. */
export type Reason = MessageIn<Texts>;

export type ReasonOf<Key extends ReasonKey> = MessageOf<Texts, Key>;

/** The sentence of a reason; null where there is none to give. */
export function sayReason(reason: Reason, locale?: string): string;
export function sayReason(reason: Reason | null, locale?: string): string | null;
export function sayReason(reason: Reason | null, locale?: string): string | null {
  return reason && sayMessage(REASON_TEXTS, withShownDay(reason, locale), locale);
}

/** A reason with its shop day as the reader writes days: "Oct 5, 2026". */
function withShownDay(reason: Reason, locale = "en"): { readonly key: string; readonly values?: object } {
  if (!("values" in reason) || !("day" in reason.values)) return reason;
  const { day } = reason.values;
  if (typeof day !== "string" || !SHOP_DAY.test(day)) return reason;
  // A shop day is a calendar date: it is formatted in UTC so that no zone moves it.
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(Date.parse(day));
  return { key: reason.key, values: { ...reason.values, day: shown } };
}
