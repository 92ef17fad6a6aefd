/** What customers were worth, as far as it was seen. */
export const value = {
  fact: {
    toDateNote: "per customer, {n} customers; grows as the shop ages",
    toDateFew: "per customer, {n} customers, too little data",
    times: "{times}x",
    topNote: "Your best {share} spend {times} times as much per order as the rest.",
    topFew: "Your best {share} spend {times} times as much per order as the rest, too little data.",
  },
  horizon: {
    trailing: {
      title: "Customer value after so many days",
      summary: "Customers who had at least that many days. The thin line shows how sure we are.",
    },
    acquired: {
      title: "Customers who first bought in this range",
      summary: "Choose an older range to see longer periods.",
    },
    units: "{currency} per customer, products after discounts and refunds",
    row: "Within",
    empty: "No customer is old enough yet.",
  },
  distribution: {
    title: "Customers by value to date",
    units: "Number of customers, by {currency} to date",
    summary: "Half of {n} customers brought less than {half}, the top tenth more than {top}; the average is {mean}.",
    about:
      "Half of {n} customers brought less than about {half}, the top tenth more than about {top}; the average is {mean}.",
    nobody: "No customer has bought yet.",
    column: "{bin}: {count, plural, one {1 customer} other {{shown} customers}}",
    belowZero: "below 0",
    andMoreShort: "{from}+",
    negative: "Below zero after refunds",
    andMore: "{from} and more",
    fromTo: "{from} to under {to}",
    empty: "The value to date is known once customers have bought.",
  },
  quality: {
    heading: "Which first purchases bring good customers",
    of: "{days}-day value of customers who first bought from {from} to {to}.",
    trailing: "Too few in this range; showing the last year.",
    units: "{currency} per customer within {days} days",
    value: "{days}-day value",
    title: {
      source: "By source of the first visit",
      product: "By first product",
      discount: "By discount on the first purchase",
      country: "By country of the first purchase",
    },
    header: {
      source: "Source of the first visit",
      product: "First product",
      discount: "Discount",
      country: "Country",
    },
    ahead: {
      source: "Customers from {best} are worth the most: {value}, next {next} with {nextValue}.",
      product: "Customers who began with {best} are worth the most: {value}, next {next} with {nextValue}.",
      country: "Customers from {best} are worth the most: {value}, next {next} with {nextValue}.",
      discount:
        "{used, select, yes {Customers who used a discount are worth more: {value} against {nextValue}.} other {Customers without a discount are worth more: {value} against {nextValue}.}}",
    },
    unsure: "Differences too small to rely on yet.",
    except:
      "{count, plural, one {Differences too small to rely on yet, except {low} ({lowValue}) below {best} ({value}).} other {Differences too small to rely on yet, except that {shown} groups are below {best} ({value}).}}",
    nothing: "There is nothing to compare yet.",
    empty: "No customer is {days} days old yet.",
  },
} as const;
