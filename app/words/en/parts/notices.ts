/** What is off with the numbers of a page, if anything, and the actions that change it. */
export const notices = {
  unreachable: {
    title: "Comeback is not responding right now",
    text: "These are the numbers of {time}. The page keeps trying and updates automatically.",
  },
  failed: {
    title: "The import stopped",
    unexpected: "Shopify did not answer as expected.",
    text: "{reason} What was read before is kept; nothing is counted twice when you start again.",
  },
  needsReauth: {
    title: "Shopify asked to sign in again",
    text: "Reload this page so that Comeback can read new orders. The numbers below stay as they were.",
  },
  partial: {
    title: "The numbers are partial",
    because: "Shopify gave only part of the history: {reason}",
    unknown: "Shopify gave only part of the history and did not say why.",
  },
  importing: { title: "Import running: the numbers so far are partial" },
  historyLimited: {
    title: "Only the last 60 days of orders can be read",
    text: "Shopify grants older orders on request. Until then repeat rate and customer value cannot see earlier purchases and read too low.",
  },
  ordersNotRead: {
    title: "{count, plural, one {{shown} order} other {{shown} orders}} could not be read",
    missing: "{count, plural, one {{shown} order is} other {{shown} orders are}} missing from these numbers.",
    stale:
      "{count, plural, one {{shown} order is counted as it was} other {{shown} orders are counted as they were}} before the latest change.",
    link: "See which and why",
  },
  measuringStopped: {
    title: "Measurement is switched off",
    text: "What shoppers did is counted up to the moment it was switched off.",
    link: "Switch it on in Settings",
  },
  rebuilding: {
    title: "Numbers are being rebuilt",
    text: "What counts, or the shop's time zone or currency, was changed. Until the rebuild is done, all pages show the old numbers.",
  },
  noOrders: { title: "No orders yet" },
  reading: {
    title: "Orders are being read",
    text: "The first numbers appear once the newest orders are in. The overview shows how far the import is.",
  },
  action: { startImport: "Start import", startAgain: "Start again", search: "Search" },
} as const;
