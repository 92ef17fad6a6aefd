/** Customers set apart from all others in forecasts. */
export const unusualCustomers = {
  title: "Set apart: {count, plural, one {1 unusual customer} other {{shown} unusual customers}}",
  summary:
    "Chance alone brings such a customer to fewer than one of a thousand shops like yours: a till's shared account, a bot, a wholesaler among consumers, a slip of the keyboard. Each has a forecast of their own, which totals hold too. What is expected of others, the grade and the ranges do not depend on them. Under Settings, Definitions, you can have them counted with all others.",
  most: "The {shown} who brought most are listed.",
  caption: "Unusual customers",
  because: "Stands out by",
  frequency: "How often they buy",
  value: "What a purchase is worth",
  see: "See who they are",
} as const;
