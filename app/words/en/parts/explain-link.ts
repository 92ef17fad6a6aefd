/** From a number to what is behind it; the hidden part is read out. */
export const explainLink = {
  orders: "See the orders<hidden> behind {label}</hidden>",
  rows: "See the orders<hidden> behind {label}</hidden>",
  customers: "See the customers<hidden> behind {label}</hidden>",
  checkouts: "See the checkouts<hidden> behind {label}</hidden>",
  sessions: "See the sessions<hidden> behind {label}</hidden>",
  carts: "See the carts<hidden> behind {label}</hidden>",
} as const;
