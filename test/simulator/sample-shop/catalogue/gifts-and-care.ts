import type { CatalogueProduct } from "./product";
import { stock } from "./stock";

export const care = stock(
  {
    type: "Care",
    vendor: "Clean Crema",
    collections: ["Care & cleaning"],
    purpose: "refill",
    appeal: { espresso: 0.22, "pour-over": 0.06, press: 0.04, moka: 0.08 },
  },
  [
    ["Descaling Powder (4 x)", 9.9, 9],
    ["Backflush Detergent 500 g", 12.9, 8, { goesWith: [["cleaning-brush-58-mm", 0.2]] }],
    ["Grinder Cleaning Tablets", 16.9, 6],
    ["Milk System Cleaner 1 l", 11.9, 4],
    ["Cleaning Brush 58 mm", 11.9, 3],
    ["Grinder Brush", 8.9, 3],
    ["Barista Cloth Set (4)", 14.9, 4],
    ["Water Filter Cartridges (3)", 26.9, 5],
  ],
);

export const gifts = stock(
  {
    type: "Gifts",
    vendor: "House roast",
    collections: ["Gifts"],
    tags: ["gift"],
    purpose: "gift",
    appeal: { gifts: 1, espresso: 0.5, "pour-over": 0.5, press: 0.5, moka: 0.5, tea: 0.5 },
    goesWith: [["gift-wrap-card", 0.34]],
  },
  [
    ["Tasting Box: Around the World", 34.9, 10],
    ["Tasting Box: Espresso Trio", 29.9, 8],
    ["Advent Calendar with 24 Coffees", 69, 16, { season: "winter" }],
    ["Coffee & Chocolate Box", 27.9, 9],
    ["Home Barista Gift Set", 89, 4],
    ["Tea Time Gift Box", 39.9, 6],
    ["Gift Wrap & Card", 4.5, 3],
    ["Three Month Coffee Parcel", 59, 5],
    ["Mother's Day Bouquet Blend", 19.9, 2, { season: "summer" }],
  ],
);

export const books = stock(
  {
    type: "Books & apparel",
    vendor: "Various",
    collections: ["Books & apparel"],
    purpose: "gift",
    appeal: { gifts: 0.4, "pour-over": 0.2, espresso: 0.2, press: 0.1, tea: 0.05 },
  },
  [
    ["The Brewing Companion (Book)", 29.9, 6],
    ["Water for Coffee (Book)", 34.9, 2],
    ["Tasting Notebook", 12.9, 4, { goesWith: [["tasting-box-around-the-world", 0.2]] }],
    ['Canvas Tote "But First"', 14.9, 5],
    ["Barista Apron, Olive", 49.9, 3],
    ["Roastery Tee", 27.9, 2, { soldUntil: 0.7, isSoldOut: true }],
    ["Poster: Coffee Belt", 19.9, 3],
    ["Enamel Pin; DROP TABLE Coffee", 6.9, 2, { soldFrom: 0.5 }],
  ],
);

export const giftCard: CatalogueProduct = {
  key: "gift-card",
  title: "Gift Card",
  type: "Gift card",
  vendor: "House roast",
  collections: ["Gifts"],
  tags: [],
  purpose: "gift",
  isFood: false,
  isGiftCard: true,
  appeal: {},
  variants: [25, 50, 100].map((price) => ({ title: String(price), price })),
  goesWith: [],
  soldFrom: 0,
  soldUntil: 1,
  season: "all-year",
  status: "ACTIVE",
  isSoldOut: false,
};
