/** The page of customers: its tabs, and what several of them say. */
export const customers = {
  title: "Customers",
  tabTitle: "Customers: {tab}",
  tab: { repeat: "Repeat", cohorts: "Cohorts", value: "Value", groups: "Groups", churn: "Churn risk" },
  filterNote: {
    ofRange:
      "The new/returning filter applies only to the rates of the range, not to what follows customers over time.",
    ofCustomers: "The new/returning filter has no effect here; customers are filtered by their first purchase.",
  },
  empty: {
    repeat: "Repeat rates appear once a customer has come back.",
    cohorts: "Cohorts begin once a week, month or quarter after a first purchase is over.",
    value: "Customer value begins 30 days after the first purchase.",
    groups: "Groups begin with the first identified customer.",
    churn:
      "Churn risk appears with the first forecast, which needs {customers} customers, {repeaters} repeat customers, and {weeks} weeks of history.",
    follows: "This page updates automatically.",
  },
  trait: {
    withDiscount: "With a discount",
    withoutDiscount: "Without a discount",
    product: "Product {id}",
    others: "All others",
    unknown: "Unknown",
  },
  table: {
    interval: "Likely between",
    cameBack: "Came back",
    customers: "Customers",
    customer: "Customer",
    purchases: "Purchases",
    value: "Value",
    valueToDate: "Value to date",
    share: "Share",
    first: "First",
    last: "Last",
    all: "All",
    tooLittle: "{basis}, too little data",
    of: "{part} of {all}",
    n: "n {count}",
    and: "{low} and {high}",
    pages: "Pages of customers",
    linked: "Click a customer to open their page in Shopify.",
  },
} as const;
