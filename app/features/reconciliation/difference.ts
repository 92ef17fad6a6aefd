import type { ComparedUnit } from "~/domain/reconciliation/reconciliation";
import { RECONCILIATION_TEXTS } from "~/words/pages/reconciliation";
import { wordsOf } from "~/words/words";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";

/** A difference with its direction, and "none" where nothing of it would be seen. */
export function differenceText(unit: ComparedUnit, amount: number | null, format: Formatters): string {
  if (amount === null) return NOT_AVAILABLE;
  const text = sizeOf(unit, amount, format);
  return text === sizeOf(unit, 0, format) ? sayOf(format)("differences.none") : signed(text, amount);
}

/** The same of one cause, which is listed although it may be tiny. */
export function differenceLine(unit: ComparedUnit, amount: number, format: Formatters): string {
  const text = sizeOf(unit, amount, format);
  return text === sizeOf(unit, 0, format)
    ? sayOf(format)("differences.smaller", { smallest: format.metric(unit, SMALLEST[unit]) })
    : signed(text, amount);
}

const sayOf = ({ settings }: Formatters) => wordsOf(RECONCILIATION_TEXTS, settings.locale);

const SMALLEST: Readonly<Record<ComparedUnit, number>> = { count: 1, money: 1, rate: 0.001 };

function sizeOf(unit: ComparedUnit, amount: number, format: Formatters): string {
  return unit === "rate" ? format.changeAmount("rate", amount) : format.metric(unit, Math.abs(amount));
}

const signed = (text: string, amount: number) => `${amount < 0 ? "−" : "+"}${text}`;
