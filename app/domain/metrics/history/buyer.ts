/** Who placed the order: purchase number 1, number 2 or later, or neither (unidentified, or not a purchase). */
export type Buyer = "new" | "returning" | "other";
export const BUYERS: readonly Buyer[] = ["new", "returning", "other"];
