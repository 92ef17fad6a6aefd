/** The first screen of a shop, and how far its import is. */
export const installation = {
  progress: {
    ready: "Ready to read your shop",
    reading: "Reading your shop, newest orders first",
    preparing: "Shopify is preparing the data; the counts begin in a moment.",
    goesOn: "You can close this page: the import continues, even after a restart.",
    timeUnknown: "The time left appears once it can be estimated.",
    lastMinute: "Less than a minute left.",
    minutes: "About {count, plural, one {{shown} minute} other {{shown} minutes}} left.",
  },
  kind: { orders: "Orders", customers: "Customers", products: "Products", checkouts: "Abandoned checkouts" },
  shop: {
    title: "Your shop, as Shopify describes it",
    name: "Name",
    address: "Address",
    timeZone: "Time zone",
    daysStart: "{timeZone}: days start at midnight there",
    currency: "Currency",
    change: "To change these, go to Settings in Shopify.",
  },
  data: {
    title: "What is read, and what is never stored",
    read: "Read: orders with their refunds, the products in them, abandoned checkouts, and which orders belong to the same customer.",
    neverStored:
      "Never stored: names, email addresses, phone numbers, postal addresses, payment details. Of a checkout’s contact details, only whether there are any is kept.",
  },
} as const;
