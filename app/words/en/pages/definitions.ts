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
  setApartUnusualCustomers: {
    label: "Set unusual customers apart in forecasts",
    effect:
      "Customers who buy or spend unlike all others, such as a till's shared account, keep a forecast of their own; the forecasts of others no longer depend on them.",
  },
  annualDiscountPercent: {
    label: "Annual discount rate for expected value, in percent",
    effect: "From 0 to 100. Money that comes later then counts for less; with 0 expected value is not discounted.",
  },
  timeZone: { label: "Time zone of the shop" },
  currencyCode: { label: "Currency of the shop" },
  page: {
    title: "Settings: definitions",
    rebuilding: {
      title: "Numbers are being rebuilt",
      help: "Your change is saved. All pages follow version {version} of your settings until the rebuild is done, and then the new ones, past numbers included.",
    },
  },
  form: {
    title: "What counts",
    summary:
      "The preview shows what a change would do. Nothing changes before you save it, and you can change it back.",
    allChannels: "All channels, including new ones",
    onlyThese: "Only these",
    withTags: "{effect} Tags on your orders: {tags}.",
    preview: "Preview the effect",
    save: "Save and rebuild the numbers",
    discard: "Discard",
  },
  preview: {
    label: "Preview of the change",
    nothing: "This is how numbers are counted already, so there is nothing to save.",
    title: "If you save this",
    rule: "{label}: {from} → {to}",
    days: "Numbers from {from} to {to}",
    caption: "Numbers from {from} to {to}, now and after the change",
    number: "Number",
    now: "Now",
    after: "After the change",
    noChange: "no change",
    nextForecast: "The next forecast follows this; it is calculated after the rebuild.",
    notSetApart:
      "{count, plural, =0 {The forecast sets nobody apart now, so it stays as it is.} one {{shown} customer whom the forecast sets apart now would be counted with all others.} other {{shown} customers whom the forecast sets apart now would be counted with all others.}}",
    rebuild:
      "Saving rebuilds all numbers, past ones included. Until that is done all pages show the old numbers. You can change it back at any time.",
  },
  moved: {
    nothing: "No order counts differently.",
    noLongerPlaced:
      "{count, plural, one {{shown} order leaves} other {{shown} orders leave}} these days, {ever} the whole history.",
    newlyPlaced:
      "{count, plural, one {{shown} order joins} other {{shown} orders join}} these days, {ever} the whole history.",
    noLongerPurchases:
      "{count, plural, one {{shown} order no longer counts as a purchase} other {{shown} orders no longer count as purchases}} in these days, {ever} in the whole history.",
    newlyPurchases:
      "{count, plural, one {{shown} order becomes a purchase} other {{shown} orders become purchases}} in these days, {ever} in the whole history.",
    renumbered:
      "{count, plural, one {{shown} purchase is} other {{shown} purchases are}} numbered differently in these days, {ever} in the whole history.",
    checkouts:
      "{count, plural, one {{shown} checkout changes} other {{shown} checkouts change}} state in these days, {ever} in the whole history.",
  },
  history: {
    title: "Changes",
    none: "No changes yet.",
    summary: "All numbers follow your settings, version {version}. A change rebuilds past numbers too.",
    caption: "Changes of the definitions",
    version: "Your settings, version",
    change: "Change",
    made: "Made",
    inForce: "In use since",
    rebuilding: "being rebuilt",
  },
  list: {
    title: "What every number means",
    all: "{count} numbers",
    found: "{count} of {all} numbers",
    nothingFound: "No number has “{search}” in its name or definition.",
    caption: "Definitions of all numbers",
    search: "Search numbers by name or definition",
    placeholder: "Repeat, refund, order value",
    label: "Number",
    definition: "Definition",
    key: "Name in files",
  },
  answer: {
    refused: "The change could not be saved.",
    unchanged: "There was nothing to change.",
    saved: "Saved. Numbers are being rebuilt.",
    inForce: "All numbers now follow your settings, version {version}.",
  },
  value: { all: "all", on: "on", off: "off", none: "none" },
  wrong: {
    channels: "Give the channels as a list of names.",
    noChannel: "Choose at least one channel, or all of them.",
    tags: "Give the tags as a list of names.",
    sources: "Give the sources as a list of names.",
    onOff: "This switch is either on or off.",
    minutes: "Give whole minutes, from 10 to 1440.",
    discount: "Give a rate from 0 to 100 percent.",
    unknown: 'There is no setting called "{name}".',
  },
} as const;
