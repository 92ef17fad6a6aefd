import { stock } from "./stock";

export const pourOverGear = stock(
  {
    type: "Brewers",
    vendor: "Kōhi Works",
    collections: ["Brewers", "Pour-over"],
    purpose: "gear",
    appeal: { "pour-over": 1, gifts: 0.15 },
    goesWith: [
      ["gooseneck-kettle-1-0-l", 0.12],
      ["brew-scale-with-timer", 0.14],
      ["house-filter-blend", 0.18],
      ["ethiopia-yirgacheffe", 0.14],
      ["colombia-huila", 0.1],
    ],
  },
  [
    [
      "Ceramic Dripper 01",
      22.9,
      6,
      {
        goesWith: [
          ["cone-papers-01-100", 0.6],
          ["range-server-600-ml", 0.22],
        ],
      },
    ],
    [
      "Ceramic Dripper 02",
      26.9,
      13,
      {
        goesWith: [
          ["cone-papers-02-100", 0.62],
          ["range-server-600-ml", 0.26],
        ],
      },
    ],
    ["Plastic Dripper 02", 8.9, 9, { goesWith: [["cone-papers-02-100", 0.58]] }],
    [
      "Copper Dripper 02",
      69,
      2,
      {
        goesWith: [
          ["cone-papers-02-100", 0.5],
          ["gooseneck-kettle-1-0-l", 0.2],
        ],
      },
    ],
    ["Flat Bottom Dripper Steel", 34.9, 6, { goesWith: [["flat-bottom-papers-50", 0.6]] }],
    ["Six Cup Carafe Brewer", 49.9, 7, { goesWith: [["carafe-papers-square-100", 0.6]] }],
    ["Three Cup Carafe Brewer", 44.9, 3, { goesWith: [["carafe-papers-square-100", 0.5]] }],
    [
      "Switch Immersion Dripper",
      39.9,
      5,
      {
        soldFrom: 0.35,
        goesWith: [
          ["cone-papers-02-100", 0.55],
          ["abaca-papers-02-100", 0.2],
        ],
      },
    ],
    [
      "Pour-over Starter Kit",
      64.9,
      8,
      {
        goesWith: [
          ["cone-papers-02-100", 0.3],
          ["hand-grinder-s", 0.25],
        ],
      },
    ],
    ["Wooden Brew Stand", 59, 1.5],
    [
      "Batch Brewer 1.25 l",
      229,
      2.5,
      {
        goesWith: [
          ["basket-papers-200", 0.45],
          ["thermal-carafe-1-l", 0.2],
        ],
      },
    ],
    ["Range Server 600 ml", 24.9, 5],
    ["Thermal Carafe 1 l", 49.9, 2],
  ],
);

export const pressGear = stock(
  {
    type: "Brewers",
    vendor: "Kōhi Works",
    collections: ["Brewers", "Press & immersion"],
    purpose: "gear",
    appeal: { press: 1, gifts: 0.12 },
    goesWith: [
      ["colombia-huila", 0.14],
      ["guatemala-huehuetenango", 0.12],
      ["house-filter-blend", 0.14],
    ],
  },
  [
    [
      "Travel Air Press",
      34.9,
      12,
      {
        goesWith: [
          ["press-pot-micro-papers-350", 0.55],
          ["steel-micro-filter-disc", 0.22],
          ["hand-grinder-s", 0.15],
        ],
      },
    ],
    [
      "Travel Air Press 'Go'",
      39.9,
      6,
      {
        soldFrom: 0.25,
        goesWith: [
          ["press-pot-micro-papers-350", 0.45],
          ["insulated-tumbler-350-ml", 0.2],
        ],
      },
    ],
    ["French Press 350 ml", 27.9, 7],
    ["French Press 1 l", 39.9, 9, { goesWith: [["burr-grinder-home", 0.1]] }],
    ["Double Wall Steel Press 1 l", 59, 4],
    ["Vacuum Siphon Brewer", 119, 1],
    [
      "Cold Brew Bottle 750 ml",
      26.9,
      8,
      {
        season: "summer",
        goesWith: [
          ["cold-brew-bags-box-of-10", 0.32],
          ["cold-brew-felt-filters-3", 0.15],
        ],
      },
    ],
    ["Cold Drip Tower", 189, 0.7, { season: "summer" }],
  ],
);

export const mokaGear = stock(
  {
    type: "Brewers",
    vendor: "Officina Moka",
    collections: ["Brewers", "Moka"],
    purpose: "gear",
    appeal: { moka: 1, gifts: 0.1 },
    goesWith: [
      ["corner-bar-blend", 0.24],
      ["dark-ember-espresso", 0.14],
    ],
  },
  [
    ["Moka Pot 3 Cups", 29.9, 12, { goesWith: [["moka-gasket-set-3-cups", 0.26]] }],
    ["Moka Pot 6 Cups", 36.9, 9, { goesWith: [["moka-gasket-set-6-cups", 0.24]] }],
    ["Moka Pot Induction 4 Cups", 44.9, 7],
    ["Moka Gasket Set, 3 Cups", 5.9, 6],
    ["Moka Gasket Set, 6 Cups", 6.5, 4],
    ["Handheld Milk Frother", 14.9, 6],
    ["Ibrik with Long Handle", 24.9, 2],
  ],
);
