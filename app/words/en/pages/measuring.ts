/** The card about measuring the storefront. */
export const measuring = {
  title: "Storefront measurement",
  off: {
    why: "Shows which visits become orders: conversion and cart abandonment by device and source, what shoppers search for, and what they look at but rarely buy.",
    how: "Comeback adds a web pixel to the online store. It only counts shoppers who agree to analytics in your cookie banner, and never sends names, email addresses, phone numbers or postal addresses.",
    access: "Shopify asks you to grant access to pixels and customer events.",
    button: "Switch on",
  },
  on: {
    since: "Switched on",
    from: "Measured since",
    last: "Last event",
    none: "none yet",
    noEvent: "no event yet",
    coverage: "Online orders it saw, last 30 days",
    noOrders: "none yet",
    seen: "{share} ({seen} of {orders})",
    kept: "Events are kept for",
    days: "{days} days",
    consent:
      "Only shoppers who agree to analytics are counted. Other shoppers, and browsers that block pixels, are missing.",
  },
  retention: {
    why: "With a shorter time, older events are deleted in the following night, which cannot be undone. The numbers of each day stay.",
    label: "Keep events for",
    save: "Save",
  },
  change: {
    words: "Change or switch off",
    key: {
      why: "The pixel sends a key that says which shop an event is from. Change it if events that are not from your store show up; open pages of the store stop sending until they are reloaded.",
      button: "Change the key",
    },
    off: {
      why: "Shopify removes the pixel from the store. What was measured is kept for as long as set above.",
      button: "Switch off",
    },
  },
  done: {
    on: "Measurement is on. The next visit to the store shows up within seconds.",
    off: "Measurement is off. What was measured is kept.",
    key: "The key was changed.",
    retention: "Events are kept for {days} days; older ones are deleted tonight.",
  },
  refused: {
    access: "Shopify has not granted access to pixels and customer events.",
    shopify: "Nothing changed: {reason}",
    days: "Choose one of the listed periods.",
  },
} as const;
