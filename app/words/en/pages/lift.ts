/** What recommendations bring: the section of their page. */
export const lift = {
  title: "What they bring",
  holdOut: {
    words: "How the effect is measured",
    why: "On some days a product page shows its page without our lists, drawn at random. Comparing those days with the others tells what the lists add. Visitors never see a page change.",
    cost: "Pages without lists may sell less while you measure.",
    needsPixel: "Switch on storefront measurement in Settings first: without it, nothing can be compared.",
    label: "Measure the effect",
    off: "Off",
    percent: "{percent}% of the days of each product",
    instead: "Without our lists, show",
    nothing: "Nothing",
    best_sellers: "Bestsellers",
    save: "Save",
  },
  saved: {
    on: "Saved. Measuring starts again with the next day of the shop.",
    off: "Saved. All pages show their lists again.",
  },
  refused: "Choose one of the listed shares.",
} as const;
