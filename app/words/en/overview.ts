/** The cards of the overview. */
export const overview = {
  customerValue: "Customer value (CLV)",
  customerValueOf: "{label} (CLV)",
} as const;
