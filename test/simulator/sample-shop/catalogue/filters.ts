import { stock } from "./stock";

export const papers = stock(
  {
    type: "Filters",
    vendor: "Kōhi Works",
    collections: ["Filters & papers"],
    purpose: "refill",
    appeal: { "pour-over": 0.3 },
  },
  [
    ["Cone Papers 01 (100)", 6.5, 6],
    ["Cone Papers 02 (100)", 7.5, 12],
    ["Flat Bottom Papers (50)", 7.9, 6],
    ["Carafe Papers Square (100)", 12.9, 5],
    ["Basket Papers (200)", 5.9, 3],
    ["Abaca Papers 02 (100)", 9.9, 4, { soldFrom: 0.4 }],
  ],
);

export const otherFilters = stock(
  {
    type: "Filters",
    vendor: "Kōhi Works",
    collections: ["Filters & papers"],
    purpose: "refill",
    appeal: { press: 0.18, tea: 0.18 },
  },
  [
    ["Press-pot Micro Papers (350)", 8.9, 8],
    ["Steel Micro Filter Disc", 15.9, 4],
    ["Paper Tea Filters (100)", 5.5, 6],
    ["Cold Brew Felt Filters (3)", 9.9, 2, { season: "summer" }],
  ],
);
