/** Sessions as Shopify counts them, on the page about conversion. */
export const shopifySessions = {
  title: "Conversion by country, counted by Shopify",
  units: "Conversion rate of Shopify's own sessions, without bots",
  summary:
    "Shopify counts {shown} sessions of people in this range, and {rate} ended in an order. It counts differently from the web pixel, so the two are never added.",
  none: "Shopify reports no sessions in this range.",
  of: "of {shown}",
  access: {
    why: "The web pixel does not learn a visitor's country. Shopify's own sessions do, once you let Comeback read reports.",
    link: "Grant access to reports in the check against Shopify",
  },
  column: { country: "Country", sessions: "Sessions", completed: "With an order", conversion: "Conversion rate" },
} as const;
