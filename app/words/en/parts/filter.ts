/** The filter of a page by part of the shop's orders. */
export const filter = {
  open: "Filter",
  change: "Change filter",
  apply: "Apply filter",
  clear: "Clear filter",
  only: "Only {words}.",
  buyer: { label: "New or returning", any: "All purchases", new: "First purchases", returning: "Repeat purchases" },
  channel: { label: "Channel", any: "All channels" },
  country: { label: "Country", any: "All countries" },
  firstProduct: { label: "First product", any: "All first products" },
  discount: {
    label: "Discount",
    any: "With and without a discount",
    yes: "With a discount",
    no: "Without a discount",
  },
} as const;
