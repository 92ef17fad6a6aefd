/** Who left at checkout, who came back, and which checkouts they are. */
export const abandonment = {
  empty:
    "{shop} has no orders in Shopify yet. Checkout abandonment counts every checkout in which a customer gives an email address or phone number.",
  filter: {
    title: "The filter does not change this page",
    text: "Checkouts have no channel, country, first product or discount, so all of them are counted here.",
  },
  cut: {
    unread: {
      title: "Shopify's list of abandoned checkouts has not been read yet",
      text: "These numbers appear at the end of the import.",
    },
    title: "Checkouts are known from {day} on",
    kept: "Shopify keeps abandoned checkouts for about three months, so earlier ones are not known.",
    outside: "The range ends before that day: choose a later one.",
    inPart: "The numbers here leave out the days of the range before it.",
  },
  chart: {
    title: "Checkout abandonment {period, select, day {by day} week {by week} other {by 30 days}}",
    units: "Share of finished checkouts, by the day they began",
    installed: "Installed",
  },
  note: {
    installed:
      "Checkouts from before the installation come from Shopify's own list of abandoned checkouts. It goes back about three months and follows Shopify's own idle time.",
    unmatched:
      "{count, plural, one {{shown} recovered checkout} other {{shown} recovered checkouts}} of that list could not be matched to an order. They count as recovered, without a value.",
  },
  states: {
    title: "What became of the checkouts",
    units: "Checkouts, by the day they began",
    finished: "{count, plural, one {{shown} finished checkout} other {{shown} finished checkouts}} of {all}.",
    leftAfter:
      "A checkout counts as left after {count, plural, one {{shown} minute} other {{shown} minutes}} without activity.",
    caption: "Checkouts by state",
    all: "All checkouts",
    yes: "Yes",
    no: "No",
  },
  shipping: {
    title: "Shipping price and leaving",
    units: "Share of finished checkouts that were abandoned",
    summary:
      "By the shipping price as a share of the basket. {shown} abandoned checkouts had no price yet, or none that Shopify tells.",
    none: "No finished checkouts in this range.",
    of: "of {shown}",
    untold: "Free shipping is left out: Shopify does not tell it of checkouts from before the installation.",
    mostlyListed:
      "The shipping price of {unpriced} of {all} abandoned checkouts is not known: Shopify often does not tell it of those from before the installation, so choose a range that begins on {day} or later.",
    mostlyUnpriced:
      "{unpriced} of {all} abandoned checkouts were left before they had a shipping price, so it cannot be told who left because of it.",
    all: "All finished checkouts",
    share: {
      free: "Free shipping",
      under_10: "Under 10% of the basket",
      "10_to_20": "10% to 20%",
      over_20: "Over 20%",
      unknown: "No price known",
    },
  },
  column: {
    shipping: "Shipping price",
    abandoned: "Abandonment",
    state: "State",
    when: "When",
    inRate: "In the rate",
    checkouts: "Checkouts",
    before: "Before",
    source: "Source",
    leftOut: "Left out",
    activity: "Last activity",
    started: "Began",
    value: "Value",
    inShopify: "In Shopify",
  },
  list: {
    title: "Abandoned checkouts",
    none: "No abandoned checkouts in this range.",
    summary:
      "Latest activity first. Comeback sends no messages: open a checkout in Shopify to see its items and write to the customer.",
    caption: "Abandoned checkouts, latest activity first",
    pages: "Pages of abandoned checkouts",
    counted: "{count, plural, one {{shown} checkout} other {{shown} checkouts}}",
    notListed: "not listed",
    checkouts: "Checkout<hidden> of {when}</hidden>",
    customers: "Customer<hidden> of {when}</hidden>",
  },
  sources: {
    title: "Left out: other sources",
    units: "Orders and checkouts, by the day they were made",
    summary:
      "Only the online store has shoppers who can leave at checkout. A source that sells through your own checkout too can be added in Settings, under Definitions.",
    caption: "Orders and checkouts of other sources",
    all: "All other sources",
  },
  state: {
    completed: { label: "Completed", rule: "Became an order without a long pause." },
    recovered: { label: "Recovered", rule: "Left, and became an order within 30 days of the last activity." },
    abandoned: { label: "Abandoned", rule: "No order, and idle for longer than the threshold." },
    open: { label: "Open", rule: "No order yet, and active a short while ago." },
    superseded: {
      label: "Bought in another tab",
      rule: "The same customer or cart completed another checkout within a day.",
    },
    void: {
      label: "Automated or test",
      rule: "A test order, or ten or more checkouts of one shopper in ten minutes without an order.",
    },
    anonymous: { label: "Anonymous starts", rule: "No contact details were given." },
  },
} as const;
