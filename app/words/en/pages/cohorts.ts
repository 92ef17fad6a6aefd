/** What customers did since they first bought, by when that was. */
export const cohorts = {
  period: { week: "Week", month: "Month", quarter: "Quarter" },
  column: {
    week: "Week {offset}",
    month: "Month {offset}",
    quarter: "Quarter {offset}",
  },
  quarter: "Q{quarter} {year}",
  together: "All together",
  few: "{customers}, few",
  choice: { period: "First bought by", measure: "Measure", scale: "As" },
  measure: { returning: "Returning", orders: "Orders", value: "Value so far" },
  scale: {
    returning: { share: "Share", absolute: "Customers" },
    orders: { share: "Per customer", absolute: "All orders" },
    value: { share: "Per customer", absolute: "All customers" },
  },
  title: {
    returning: {
      week: "Who buys again, by week of first purchase",
      month: "Who buys again, by month of first purchase",
      quarter: "Who buys again, by quarter of first purchase",
    },
    orders: {
      week: "Orders since the first purchase, by week of first purchase",
      month: "Orders since the first purchase, by month of first purchase",
      quarter: "Orders since the first purchase, by quarter of first purchase",
    },
    value: {
      week: "Value since the first purchase, by week of first purchase",
      month: "Value since the first purchase, by month of first purchase",
      quarter: "Value since the first purchase, by quarter of first purchase",
    },
  },
  units: {
    returning: {
      share:
        "Share of a cohort's customers with a purchase in the {period, select, week {week} month {month} other {quarter}}",
      absolute:
        "Customers of a cohort with a purchase in the {period, select, week {week} month {month} other {quarter}}",
    },
    orders: {
      share: "Orders per customer of a cohort in the {period, select, week {week} month {month} other {quarter}}",
      absolute: "Orders of a cohort in the {period, select, week {week} month {month} other {quarter}}",
    },
    value: {
      share:
        "{currency} per customer, after returns, up to the end of the {period, select, week {week} month {month} other {quarter}}",
      absolute:
        "{currency}, whole cohort, after returns, up to the end of the {period, select, week {week} month {month} other {quarter}}",
    },
  },
  caption: "{title}. {units}.",
  rowHeader: "First bought",
  sizeHeader: "Customers",
  wholeHistory: "Cohorts cover the whole history.",
  click: "Click a number to see the customers.",
  notOver: "Not over yet",
  empty: {
    title: "No cohorts to show",
    filtered: "No customers in this filter first bought in the periods shown.",
  },
  hidden: {
    week: "{count, plural, one {One older week is} other {{shown} older weeks are}} not shown.",
    month: "{count, plural, one {One older month is} other {{shown} older months are}} not shown.",
    quarter: "{count, plural, one {One older quarter is} other {{shown} older quarters are}} not shown.",
    longer: "Choose longer periods to see further back.",
  },
  summary: {
    start: {
      week: "Week 0 is the week of the first purchase.",
      month: "Month 0 is the month of the first purchase.",
      quarter: "Quarter 0 is the quarter of the first purchase.",
    },
    notOver: {
      week: "The first full week after it is not over yet.",
      month: "The first full month after it is not over yet.",
      quarter: "The first full quarter after it is not over yet.",
    },
    value: {
      week: "After {count, plural, one {1 more week} other {{shown} more weeks}} a customer had brought {value} ({customers} customers that old).",
      month:
        "After {count, plural, one {1 more month} other {{shown} more months}} a customer had brought {value} ({customers} customers that old).",
      quarter:
        "After {count, plural, one {1 more quarter} other {{shown} more quarters}} a customer had brought {value} ({customers} customers that old).",
    },
    orders: {
      week: "In the week after, {customers} customers placed {orders} orders each.",
      month: "In the month after, {customers} customers placed {orders} orders each.",
      quarter: "In the quarter after, {customers} customers placed {orders} orders each.",
    },
    returning: {
      week: "In the week after, {share} of {customers} customers bought again.",
      month: "In the month after, {share} of {customers} customers bought again.",
      quarter: "In the quarter after, {share} of {customers} customers bought again.",
    },
  },
  members: {
    title: {
      week: "First bought in the week from {cohort}, week {offset}: {count, plural, one {1 customer} other {{shown} customers}}",
      month: "First bought in {cohort}, month {offset}: {count, plural, one {1 customer} other {{shown} customers}}",
      quarter:
        "First bought in {cohort}, quarter {offset}: {count, plural, one {1 customer} other {{shown} customers}}",
    },
    summary: {
      week: "With a purchase in that week, most valuable first.",
      month: "With a purchase in that month, most valuable first.",
      quarter: "With a purchase in that quarter, most valuable first.",
    },
    caption: {
      week: "Customers who first bought in the week from {cohort}, week {offset}",
      month: "Customers who first bought in {cohort}, month {offset}",
      quarter: "Customers who first bought in {cohort}, quarter {offset}",
    },
  },
} as const;
