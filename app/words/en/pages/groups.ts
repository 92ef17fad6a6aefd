/** Groups of customers by how recently, how often and for how much they bought. */
export const groups = {
  label: {
    one_time: "One-time",
    best: "Best",
    loyal: "Loyal",
    promising: "Promising",
    about_to_lapse: "About to lapse",
    lapsed: "Lapsed",
  },
  /** By scores, for files and reports. */
  rule: {
    one_time: "Bought once.",
    best: "Recency, frequency and money 4 or 5.",
    loyal: "Recency and frequency 3 or more, unless among the best.",
    promising: "Recency 3 or more, frequency 1 or 2, bought more than once.",
    about_to_lapse: "Recency 2, bought more than once.",
    lapsed: "Recency 1, bought more than once.",
  },
  /** The same as a merchant would say it today. */
  meaning: {
    one_time: "Bought once",
    best: "Bought {times} or more times, last after {day}, worth more than {money}",
    loyal: "Bought {times} or more times, last after {day}, not among the best",
    promising: "Bought {times} to {most} times, last after {day}",
    promisingTwice: "Bought two times, last after {day}",
    about_to_lapse: "Bought more than once, last between {from} and {day}",
    lapsed: "Bought more than once, last by {day}",
  },
  empty: { title: "No groups to show", members: "No customers are in this group." },
  title: "Ready groups",
  asOf: "Groups as of today. Every customer is in exactly one.",
  analysts: {
    open: "Details for analysts",
    scores:
      "Each customer is scored from 1 to 5 against the shop's other customers. A score of 5 marks the latest, most frequent and most valuable fifth.",
    parts: "Recency is the last purchase, frequency the number of purchases, money the value to date.",
    fixed: "Too many customers bought equally often to form fifths, so fixed purchase counts are used.",
    rule: "{group}: {rule}",
  },
  table: {
    caption: "Groups of customers with their size and value",
    group: "Group",
    meaning: "Definition",
    perCustomer: "Per customer",
    purchasesEach: "Purchases each",
  },
  members: {
    title: "{group}: {count, plural, one {1 customer} other {{shown} customers}}",
    summary: "Most valuable first.",
    caption: "Customers of the group {group}",
    scores: "Recency, frequency, money",
    threeScores: "{recency}, {frequency}, {money}",
  },
  grid: {
    title: "Customers by last purchase and number of purchases",
    units: "Number of customers; the latest buyers on top, the most frequent to the right",
    summary: "{top} of {all} customers are among both the latest and the most frequent buyers.",
    caption: "Number of customers by last purchase and number of purchases",
    rowHeader: "Last purchase",
    until: "{score} (until {day})",
    after: "{score} (after {day})",
    once: "{score} (once)",
    times: "{score} ({from}x)",
    fromTo: "{score} ({from} to {to}x)",
    andMore: "{score} ({from}x and more)",
    nobody: "{score} (no one)",
  },
} as const;
