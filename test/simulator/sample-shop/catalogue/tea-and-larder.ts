import { stock } from "./stock";

export const tea = stock(
  {
    type: "Tea & cocoa",
    vendor: "Leaf & Husk",
    collections: ["Tea & cocoa"],
    purpose: "refill",
    isFood: true,
    appeal: { tea: 1, gifts: 0.12, press: 0.04 },
  },
  [
    ["Earl Grey 'No. 7'", 8.9, 10, { goesWith: [["paper-tea-filters-100", 0.16]] }],
    ["Darjeeling First Flush", 14.9, 6],
    ["Sencha Uji", 12.9, 8],
    [
      "Ceremonial Matcha 30 g",
      24.9,
      9,
      {
        goesWith: [
          ["bamboo-whisk-chasen", 0.3],
          ["oat-drink-barista-6-x-1-l", 0.2],
        ],
      },
    ],
    ["Cooking Matcha 100 g", 17.9, 5],
    ["Hojicha Roasted Tea", 10.9, 4],
    ["Masala Chai Loose Leaf", 9.9, 8, { season: "winter" }],
    ["Peppermint & Lemon Verbena", 7.9, 6],
    ["Rooibos Vanilla", 7.9, 6],
    ["Cascara (Coffee Cherry Tea)", 9.9, 3],
    ["Drinking Chocolate 70 %", 9.9, 10, { season: "winter", goesWith: [["milk-frothing-pitcher-350-ml", 0.08]] }],
    ["White Tea Silver Needle", 19.9, 2, { isSoldOut: true }],
  ],
);

export const larder = stock(
  {
    type: "Larder",
    vendor: "Good Neighbour Foods",
    collections: ["Milk, syrups & treats"],
    purpose: "refill",
    isFood: true,
    appeal: { espresso: 0.25, tea: 0.3, moka: 0.2, gifts: 0.2 },
  },
  [
    ["Oat Drink Barista (6 x 1 l)", 14.9, 9],
    ["Vanilla Syrup 250 ml", 7.5, 6],
    ["Caramel Syrup 250 ml", 7.5, 5],
    ["Hazelnut Syrup 250 ml", 7.5, 4],
    ["Demerara Sugar Sticks (100)", 6.9, 3],
    ["Almond Biscotti 200 g", 6.5, 7],
    ["Dark Chocolate & Sea Salt Bar", 4.9, 8],
    ["Stroopwafels in a Tin", 9.9, 5, { season: "winter" }],
    ['Shortbread "Granny\'s" Recipe', 6.9, 4],
  ],
);
