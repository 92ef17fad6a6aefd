/** Where checkouts stand. */
export const abandonment = {
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
