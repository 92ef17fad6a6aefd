import type { Definitions } from "~/domain/orders/definitions";
import { BOOLEAN_SWITCHES } from "./switches";

/** The definitions as the fields of a form or an address; a switch that is off has none. */
export function definitionFields(definitions: Definitions): [name: string, value: string][] {
  const { channelsIncluded, excludeOrderTags, checkoutSources } = definitions;
  const { abandonmentThresholdMinutes, annualDiscountPercent } = definitions;
  return [
    ...BOOLEAN_SWITCHES.filter((name) => definitions[name]).map((name): [string, string] => [name, "on"]),
    ["channels", channelsIncluded === null ? "all" : "chosen"],
    ...(channelsIncluded ?? []).map((channel): [string, string] => ["channel", channel]),
    ["excludeOrderTags", excludeOrderTags.join(", ")],
    ["checkoutSources", checkoutSources.join(", ")],
    ["abandonmentThresholdMinutes", String(abandonmentThresholdMinutes)],
    ["annualDiscountPercent", String(annualDiscountPercent)],
  ];
}

/** What the fields of the form say, still to be checked: a threshold may be no number. */
export function readDefinitionFields(fields: URLSearchParams): Record<keyof Definitions, unknown> {
  const isOn = (name: (typeof BOOLEAN_SWITCHES)[number]) => fields.get(name) === "on";
  const namesIn = (field: keyof Definitions) => [
    ...new Set(
      (fields.get(field) ?? "")
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ];
  const minutes = fields.get("abandonmentThresholdMinutes")?.trim() ?? "";
  const percent = fields.get("annualDiscountPercent")?.trim() || "0";
  return {
    excludeCancelledFromOrders: isOn("excludeCancelledFromOrders"),
    excludeZeroValueFromAov: isOn("excludeZeroValueFromAov"),
    fullyRefundedIsPurchase: isOn("fullyRefundedIsPurchase"),
    subscriptionRenewalsAreRepeat: isOn("subscriptionRenewalsAreRepeat"),
    setApartUnusualCustomers: isOn("setApartUnusualCustomers"),
    channelsIncluded: fields.get("channels") === "chosen" ? fields.getAll("channel") : null,
    excludeOrderTags: namesIn("excludeOrderTags"),
    checkoutSources: namesIn("checkoutSources"),
    abandonmentThresholdMinutes: /^\d{1,9}$/.test(minutes) ? Number(minutes) : minutes,
    annualDiscountPercent: /^\d{1,3}([.,]\d{1,2})?$/.test(percent) ? Number(percent.replace(",", ".")) : percent,
  };
}
