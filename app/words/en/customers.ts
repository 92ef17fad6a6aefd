/** Groups of customers, their cohorts, and what is expected of them. */
export const customers = {
  group: {
    one_time: { label: "One-time", rule: "Bought once." },
    best: { label: "Best", rule: "Recency, frequency and money 4 or 5." },
    loyal: { label: "Loyal", rule: "Recency and frequency 3 or more, unless among the best." },
    promising: { label: "Promising", rule: "Recency 3 or more, frequency 1 or 2, bought more than once." },
    about_to_lapse: { label: "About to lapse", rule: "Recency 2, bought more than once." },
    lapsed: { label: "Lapsed", rule: "Recency 1, bought more than once." },
  },
  cohort: {
    week: "Week",
    month: "Month",
    quarter: "Quarter",
    together: "All together",
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
    tooLittle: "{basis}, too little data",
    of: "{part} of {all}",
    n: "n {count}",
    and: "{low} and {high}",
    andLater: "{day} and later",
  },
  forecast: {
    grade: { good: "Good", fair: "Fair", poor: "Poor" },
    rule: {
      good: "within 10% of what came, and closer per customer than repeating past rates",
      fair: "within 25% of what came",
      poor: "more than 25% off, or nothing came to compare with",
    },
    part: {
      all: "spend of all purchase days",
      learned: "corrected by earlier purchases",
      season: "with the season",
    },
    naive: {
      pastRate: "Everyone repeats their past rate",
      shopMean: "Everyone buys like the average",
    },
    regular: "{model}-{regularity} (regular timing)",
    finding: {
      no_churn_signal:
        "There is no churn signal yet: customers who left look like customers who take their time, so every chance to be active reads high.",
      too_early:
        "It is early: the history is shorter than a usual gap between two purchases, so the numbers will move.",
      season_unknown: "Does not account for season yet: that takes about a year and a half of history.",
      spend_follows_frequency:
        "Customers who buy often also spend more per purchase, more than the model of spend allows for.",
      spend_follows_frequency_by:
        "Customers who buy often also spend more per purchase (correlation {correlation}), more than the model of spend allows for.",
      no_convergence: "The fit did not settle fully: read the numbers as rough.",
      too_few_customers: "Too few customers spent anything to tell them apart by spend: all are given the mean.",
      equal_amounts: "All purchases are worth much the same: customers are not told apart by spend.",
      heavy_tail: "A few very large purchases carry much of the value: one more or less would move the numbers.",
    },
    season: {
      none: "Does not account for season.",
      level: "The season is part of the forecast and leaves a whole year as it is.",
      higher: "The season is part of the forecast: a year's value is taken {share} higher, as a year ago.",
      lower: "The season is part of the forecast: a year's value is taken {share} lower, as a year ago.",
    },
    bias: { none: "just as much as came", high: "{share} too high", low: "{share} too low" },
    interrupted: "The calculation was interrupted.",
    failed: "The calculation failed.",
    failedAndAgain: "The calculation failed and is tried again.",
  },
} as const;
