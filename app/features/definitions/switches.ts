import type { Definitions } from "~/domain/orders/definitions";
import type { RuleValues } from "./definitions";
import type { Formatters } from "~/ui/format/formatters";
import { sourceWords } from "~/ui/format/source-words";
import { DEFINITION_TEXTS, type SayDefinition } from "~/words/pages/definitions";
import { wordsOf } from "~/words/words";

export const BOOLEAN_SWITCHES = [
  "excludeCancelledFromOrders",
  "excludeZeroValueFromAov",
  "fullyRefundedIsPurchase",
  "subscriptionRenewalsAreRepeat",
  "setApartUnusualCustomers",
] as const satisfies readonly (keyof Definitions)[];

export type ChangedRule = {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
};

/** One line for each switch that changes: "Leave out cancelled orders: off → on". */
export function changedRules(before: RuleValues, after: RuleValues, format: Formatters): ChangedRule[] {
  const say = wordsOf(DEFINITION_TEXTS, format.settings.locale);
  return (Object.keys(after) as (keyof RuleValues)[])
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({
      key,
      label: say(`${key}.label`),
      from: ruleValue(key, before[key], say, format),
      to: ruleValue(key, after[key], say, format),
    }));
}

function ruleValue(
  key: keyof RuleValues,
  value: RuleValues[keyof RuleValues],
  say: SayDefinition,
  format: Formatters,
): string {
  if (key === "annualDiscountPercent") {
    return typeof value === "number" && value > 0 ? format.rate(value / 100) : say("value.none");
  }
  if (value === undefined || value === null) return say("value.all");
  if (typeof value === "boolean") return say(value ? "value.on" : "value.off");
  if (typeof value === "number") return format.count(value);
  if (typeof value === "string") return value;
  const names = key === "channelsIncluded" ? value.map((name) => sourceWords(name, format.settings.locale)) : value;
  return names.length === 0 ? say("value.none") : names.join(", ");
}
