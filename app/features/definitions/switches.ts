import type { Definitions } from "~/domain/orders/definitions";
import type { RuleValues } from "./definitions";
import type { Formatters } from "~/ui/formatters";

/** What a merchant reads of a switch. */
export interface SwitchWords {
  readonly label: string;
  /** What it does to the numbers, in one sentence. */
  readonly effect: string;
}

export const SWITCHES: Readonly<Record<keyof Definitions, SwitchWords>> = {
  excludeCancelledFromOrders: {
    label: "Leave out cancelled orders",
    effect: "A cancelled order leaves orders, sales and average order value, with its refund. Shopify keeps it in.",
  },
  excludeZeroValueFromAov: {
    label: "Leave free orders out of the average order value",
    effect: "Orders worth nothing, such as free replacements, no longer pull the average down.",
  },
  fullyRefundedIsPurchase: {
    label: "A fully refunded order is a purchase",
    effect:
      "The customer did buy: the refund lowers the value, not the count. If off, such an order does not make anyone a customer.",
  },
  subscriptionRenewalsAreRepeat: {
    label: "Subscription renewals are repeat purchases",
    effect: "Off, renewals are skipped when a customer's purchases are numbered.",
  },
  channelsIncluded: {
    label: "Channels that count",
    effect: "Orders of other channels are not counted anywhere.",
  },
  excludeOrderTags: {
    label: "Leave out orders with these tags",
    effect: "Orders with any of these tags are not counted anywhere. Separate tags by commas.",
  },
  checkoutSources: {
    label: "Other sources that sell through your own checkout",
    effect:
      "Their orders and checkouts join those of the online store. Abandonment lists what is left out, with the name to give here in brackets. Separate names by commas.",
  },
  abandonmentThresholdMinutes: {
    label: "Minutes without activity after which a checkout is left",
    effect: "From 10 to 1440. Checkouts older than the installation follow Shopify's own time.",
  },
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
      label: ruleLabel(key),
      from: ruleValue(before[key], format),
      to: ruleValue(after[key], format),
    }));
}

function ruleLabel(key: keyof RuleValues): string {
  if (key === "timeZone") return "Time zone of the shop";
  if (key === "currencyCode") return "Currency of the shop";
  return SWITCHES[key].label;
}

function ruleValue(value: RuleValues[keyof RuleValues], format: Formatters): string {
  if (value === undefined || value === null) return "all";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return format.count(value);
  if (typeof value === "string") return value;
  return value.length === 0 ? "none" : value.join(", ");
}
