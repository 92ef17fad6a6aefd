/** The pages of the app, as the menu and their own titles name them. */
export const menu = {
  overview: "Overview",
  customers: "Customers",
  orders: "Orders & AOV",
  abandonment: "Abandonment",
  conversion: "Conversion",
  recommendations: "Recommendations",
  goals: "Goals",
  settings: "Settings",
} as const;
