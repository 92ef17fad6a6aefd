/** The switches a merchant sets, and what is wrong with a wish for them. */
export const definitions = {
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
    effect: "If off, a refunded order does not count as a purchase.",
  },
  subscriptionRenewalsAreRepeat: {
    label: "Subscription renewals are repeat purchases",
    effect: "If off, renewals do not count as repeat purchases.",
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
  timeZone: { label: "Time zone of the shop" },
  currencyCode: { label: "Currency of the shop" },
  value: { all: "all", on: "on", off: "off", none: "none" },
  wrong: {
    channels: "Give the channels as a list of names.",
    noChannel: "Choose at least one channel, or all of them.",
    tags: "Give the tags as a list of names.",
    sources: "Give the sources as a list of names.",
    onOff: "This switch is either on or off.",
    minutes: "Give whole minutes, from 10 to 1440.",
    unknown: 'There is no setting called "{name}".',
  },
} as const;
