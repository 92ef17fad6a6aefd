/** The parts orders are split into. */
export const orders = {
  buyer: {
    new: "First purchases",
    returning: "Repeat purchases",
    other: "No customer on the order",
  },
  discount: { yes: "With a discount", no: "Without a discount" },
  weekday: {
    monday: "Monday",
    tuesday: "Tuesday",
    wednesday: "Wednesday",
    thursday: "Thursday",
    friday: "Friday",
    saturday: "Saturday",
    sunday: "Sunday",
  },
  units: "{count, plural, one {1 unit} other {{shown} units}}",
  unitsAndMore: "{count, plural, one {1 unit and more} other {{shown} units and more}}",
  others: "All others",
  unknown: "Unknown",
} as const;
