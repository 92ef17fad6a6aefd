import { stock } from "./stock";

export const teaGear = stock(
  {
    type: "Tea gear",
    vendor: "Leaf & Husk",
    collections: ["Tea gear"],
    purpose: "gear",
    appeal: { tea: 1, gifts: 0.2 },
  },
  [
    [
      "Glass Teapot 1.2 l",
      39.9,
      8,
      {
        goesWith: [
          ["tea-warmer-cast-iron", 0.3],
          ["darjeeling-first-flush", 0.18],
        ],
      },
    ],
    [
      "Cast Iron Teapot 0.8 l",
      64.9,
      5,
      {
        goesWith: [
          ["tea-warmer-cast-iron", 0.34],
          ["sencha-uji", 0.25],
        ],
      },
    ],
    ["Tea Warmer Cast Iron", 34.9, 3],
    [
      "Bamboo Whisk (Chasen)",
      18.9,
      7,
      {
        goesWith: [
          ["ceremonial-matcha-30-g", 0.5],
          ["matcha-bowl-indigo", 0.3],
        ],
      },
    ],
    [
      "Matcha Bowl 'Indigo'",
      32.9,
      4,
      {
        goesWith: [
          ["ceremonial-matcha-30-g", 0.36],
          ["bamboo-whisk-chasen", 0.34],
        ],
      },
    ],
    ["Matcha Starter Set", 79, 4, { soldFrom: 0.3, goesWith: [["ceremonial-matcha-30-g", 0.24]] }],
    ["Travel Tea Infuser 400 ml", 27.9, 5],
    ["Tea Strainer Fine", 9.9, 4],
  ],
);

export const cups = stock(
  {
    type: "Cups & glasses",
    vendor: "Studio Ton",
    collections: ["Cups & glasses"],
    purpose: "gear",
    appeal: { espresso: 0.35, "pour-over": 0.3, press: 0.3, moka: 0.4, tea: 0.4, gifts: 1 },
  },
  [
    ["Espresso Cup Set (4)", 34.9, 9, { goesWith: [["saucer-set-4", 0.28]] }],
    ["Cappuccino Cup Set (2)", 29.9, 8],
    ["Saucer Set (4)", 19.9, 3],
    ["Flat White Cup, Sand", 17.9, 6, { goesWith: [["flat-white-cup-moss", 0.46]] }],
    ["Flat White Cup, Moss", 17.9, 5, { goesWith: [["flat-white-cup-sand", 0.46]] }],
    ["Double Wall Glass 250 ml (2)", 24.9, 7],
    ['Enamel Mug "Slow Morning"', 15.9, 8],
    ["Insulated Tumbler 350 ml", 29.9, 9],
    ["Insulated Tumbler 500 ml", 34.9, 6],
    ["Reusable Glass Cup with Cork", 26.9, 6],
    ["Cupping Bowl Set (6)", 44.9, 1],
    ["Stoneware Mug <Limited> 2nd Firing", 27.9, 2, { isSoldOut: true, soldUntil: 0.8 }],
  ],
);
