/** The check of our numbers against Shopify's own. */
export const reconciliation = {
  title: "Settings: check against Shopify",
  number: {
    orders: "Orders",
    gross_sales: "Gross sales",
    discounts: "Discounts",
    net_sales: "Net sales",
    average_order_value: "Average order value (AOV)",
    returning_customer_rate: "Repeat rate",
  },
  cause: {
    gift_card_only_orders:
      "Orders that hold only gift cards: Shopify counts them as orders, Comeback does not count them as sales.",
    settings_in_force: "Orders your definition settings leave out.",
    orders_not_received: "Orders or changes of orders that have not arrived here yet.",
    identity_differences: "Customers whose orders do not count as purchases: cancelled, voided, expired or free.",
    currency_leftovers: "Orders in a currency the shop had before; they are never converted.",
  },
  noAccess: {
    title: "See Shopify’s numbers beside ours",
    help: "Comeback needs the access “{scope}” for this. It then compares orders, sales, average order value and returning customers of the same days, and explains every difference.",
    notNeeded: "All other pages work without it. You can take the access away again in Shopify at any time.",
    button: "Grant access",
    granted: "Access granted. Shopify’s numbers appear in a moment.",
  },
  unavailable: {
    title: "Shopify’s own numbers could not be read",
    help: "{reason} Comeback’s numbers are not affected. Reload the page to ask again.",
  },
  range: { label: "Days to compare", button: "Compare" },
  notReceived: {
    title: "{count, plural, one {One order has} other {{shown} orders have}} not arrived",
    help: "Shopify has another version of {count, plural, one {it} other {them}}. New versions arrive automatically; you can also read them now.",
    button: "Read them now",
    read: "{count, plural, one {One order was} other {{shown} orders were}} read from Shopify.",
  },
  table: {
    title: "Side by side",
    units: "{from} to {to}, shop time ({timeZone}), money in {currency}",
    caption: "Our numbers beside those of Shopify",
    number: "Number",
    ours: "Comeback",
    theirs: "Shopify",
    difference: "Difference",
    result: "Result",
  },
  verdict: {
    title: "Result",
    matches: {
      label: "Matches",
      text: "All numbers agree with Shopify’s, except for rounding and at most one order.",
    },
    explained: {
      label: "Explained",
      text: "Where the numbers differ, counted orders explain it, to within {share}.",
    },
    investigate: {
      label: "Investigate",
      text: "Counted orders leave more than {share} of a number unexplained. If it persists, import again from the Data tab.",
    },
    not_judged: {
      label: "Not judged",
      text: "Days that are not over are never judged: Shopify’s reports can lag by minutes.",
    },
    pending: "{text} {count, plural, one {One change is} other {{shown} changes are}} on the way and not counted yet.",
  },
  differences: {
    title: "Why the numbers differ",
    caption: "Difference of {number}",
    counted: "Counted",
    theirs: "Shopify has",
    orMore: "{count} or more",
    remainder: "Not explained by counted orders",
    total: "Whole difference",
    none: "none",
    smaller: "less than {smallest}",
  },
  checkouts: {
    title: "Shopify’s own checkout figure",
    summary:
      "{completed} of {reached} sessions that reached checkout completed it, so {rate} did not. Shopify counts sessions; Comeback counts checkouts with contact details. The two figures are related but never equal.",
  },
} as const;
