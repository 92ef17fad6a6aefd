/** Why there is no number, in a sentence a merchant reads in its place. */
export const reasons = {
  historyLimited:
    "Limited history: the app may read only the last 60 days of orders, so first purchases are not known.",

  noOrders: "No orders were placed in this range.",
  noSales: "No merchandise was sold in this range.",
  noNetSales: "New and returning customers together have no positive net sales in this range.",
  noEarlierSales: "The earlier range has no positive net sales to compare with.",
  noPurchases: "No purchases in this range.",
  noFirstPurchases: "No first purchases in this range.",
  noRepeatPurchases: "No repeat purchases in this range.",

  noCustomers: "No customers yet in this range.",
  noCustomersEver: "No identified customer has bought yet.",
  noNewCustomers: "No customer bought first in this range.",
  noCustomersActive: "No customer was active when this range began.",
  noCustomersYearBefore: "No customer bought in the 365 days before the last 365 of this range.",
  noCustomersOldEnough: "No customer acquired in this range is {days} days old yet.",
  noCustomersAcquired: "No customer was acquired between {from} and {to} days ago.",
  noCustomersInGroup: "No customer is in this group.",
  noCustomersOfProduct: "No customer began with this product in this range.",
  tooFewCustomersToRank: "There are too few customers to compare the best with the rest.",
  tooFewCameBack: "Fewer than a quarter of the new customers of this range have come back yet.",
  noRecordBefore: "No new customer of this range was known to Shopify before the first purchase.",
  noVisitKnown: "Shopify does not know the first visit of any new customer of this range.",
  shownFrom:
    "Available once there are {from} {observed, select, order {orders} customer {customers} other {checkouts}} ({known} so far).",
  valueNotReady:
    "Available once {needed} customers made their first purchase at least {days} days ago ({customers} so far).",

  noCheckoutsEnded: "No checkout started in this range has ended yet.",
  noCheckoutsLeft: "No checkout started in this range was left.",
  checkoutsUnread: "Shopify's list of abandoned checkouts has not been read yet.",
  checkoutsUnknown: "Shopify's list of abandoned checkouts begins on {day}. Who left before that day is not known.",
  cartsNotMeasured:
    "Not available: carts are seen only by measurement in the storefront, which Comeback does not do yet.",
  noCartsEnded: "No cart started in this range has ended yet.",

  noCustomersWon: "No new customer was won in this range.",
  noAcquisitionSpend: "Nothing was spent to win customers in this range.",
  noAdSpend: "Nothing was spent on advertising in this range.",
  noAnswers: "Nobody has answered in this range.",

  forecastNobody: "No customer of this part of the shop had bought when the forecast was made.",
  forecastShort:
    "A forecast needs more data.{customers, select, enough {} other { Customers: {customers} of {neededCustomers}.}}{repeaters, select, enough {} other { Customers who bought on a second day: {repeaters} of {neededRepeaters}.}}{weeks, select, enough {} other { Weeks of history: {weeks} of {neededWeeks}.}}{day, select, unknown {} other { At the current pace it will be ready on {day}.}}",
  forecastRunning: "The forecast is being calculated. Look again in a few minutes.",
  forecastFailed: "The last calculation of the forecast did not succeed. It is tried again within a day.",
  forecastOfShop: "Forecasts by group and cohort are of the whole shop.",
  goalStatement: "A published statement; no number of the shop's can test it.",
  goalNotMeasured: "This number is not measured yet.",
  goalNotAsked: "This number was not asked for.",
  goalNoValue: "There is no value in this range.",
  goalFewData: "Too little data to judge by.",
  goalAwaitsImport: "The figure at installation is frozen when the first import is done.",
  // A sentence that was frozen with the number, in the language of that day.
  goalThen: "{sentence}",
  goalNoValueThen: "There was no value at installation.",
  goalOtherCurrency: "The figure at installation is in {currency}.",
  goalNoPeriodBefore: "There is no value for the period before.",
  goalNeedsFigure: "Needs a figure of your own to compare with.",
} as const;
