import type { Definitions } from "~/domain/orders/definitions";
import type { RuleValues } from "./definitions";
import type { Formatters } from "~/ui/formatters";
import { DEFINITION_TEXTS } from "~/words/definitions";
import { wordsOf } from "~/words/words";

/** What a merchant reads of a switch. */
export interface SwitchWords {
  readonly label: string;
  /** What it does to the numbers, in one sentence. */
  readonly effect: string;
}

const say = wordsOf(DEFINITION_TEXTS);

const words = (key: keyof Definitions): SwitchWords => ({ label: say(`${key}.label`), effect: say(`${key}.effect`) });

export const SWITCHES: Readonly<Record<keyof Definitions, SwitchWords>> = {
  excludeCancelledFromOrders: words("excludeCancelledFromOrders"),
  excludeZeroValueFromAov: words("excludeZeroValueFromAov"),
  fullyRefundedIsPurchase: words("fullyRefundedIsPurchase"),
  subscriptionRenewalsAreRepeat: words("subscriptionRenewalsAreRepeat"),
  channelsIncluded: words("channelsIncluded"),
  excludeOrderTags: words("excludeOrderTags"),
  checkoutSources: words("checkoutSources"),
  abandonmentThresholdMinutes: words("abandonmentThresholdMinutes"),
};

export const BOOLEAN_SWITCHES = [
  "excludeCancelledFromOrders",
  "excludeZeroValueFromAov",
  "fullyRefundedIsPurchase",
  "subscriptionRenewalsAreRepeat",
] as const satisfies readonly (keyof Definitions)[];

/** One line for each switch that changes: "Leave out cancelled orders: off → on". */
export function changedRules(
  before: RuleValues,
  after: RuleValues,
  format: Formatters,
): { readonly key: string; readonly label: string; readonly from: string; readonly to: string }[] {
  return (Object.keys(after) as (keyof RuleValues)[])
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({
      key,
      label: say(`${key}.label`),
      from: ruleValue(before[key], format),
      to: ruleValue(after[key], format),
    }));
}

function ruleValue(value: RuleValues[keyof RuleValues], format: Formatters): string {
  if (value === undefined || value === null) return say("value.all");
  if (typeof value === "boolean") return say(value ? "value.on" : "value.off");
  if (typeof value === "number") return format.count(value);
  if (typeof value === "string") return value;
  return value.length === 0 ? say("value.none") : value.join(", ");
}
