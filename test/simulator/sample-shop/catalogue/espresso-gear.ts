import { stock } from "./stock";

export const espressoGear = stock(
  {
    type: "Espresso",
    vendor: "Leva & Sons",
    collections: ["Espresso gear"],
    purpose: "gear",
    appeal: { espresso: 1, gifts: 0.04 },
  },
  [
    [
      "Lever Espresso Maker",
      189,
      3,
      {
        goesWith: [
          ["first-light-espresso", 0.4],
          ["hand-grinder-pro", 0.2],
          ["tamper-58-mm", 0.1],
        ],
      },
    ],
    [
      "Single Boiler Espresso Machine",
      489,
      2.2,
      {
        goesWith: [
          ["first-light-espresso", 0.45],
          ["knock-box-oak", 0.25],
          ["descaling-powder-4-x", 0.25],
          ["burr-grinder-espresso", 0.25],
        ],
      },
    ],
    [
      "Dual Boiler Espresso Machine",
      1390,
      0.5,
      {
        goesWith: [
          ["burr-grinder-espresso", 0.4],
          ["knock-box-oak", 0.3],
          ["first-light-espresso", 0.4],
        ],
      },
    ],
    [
      "Tamper 58 mm",
      34.9,
      7,
      {
        goesWith: [
          ["tamping-mat", 0.42],
          ["distribution-tool-58-mm", 0.22],
        ],
      },
    ],
    ["Tamping Mat", 14.9, 5],
    ["Distribution Tool 58 mm", 39.9, 4, { goesWith: [["wdt-needle-tool", 0.2]] }],
    ["WDT Needle Tool", 17.9, 5, { soldFrom: 0.2 }],
    ["Bottomless Portafilter", 59, 3, { goesWith: [["precision-basket-18-g", 0.45]] }],
    ["Precision Basket 18 g", 28.9, 5],
    ["Knock Box Oak", 39.9, 6],
    ["Dosing Funnel 58 mm", 16.9, 4],
    [
      "Milk Frothing Pitcher 350 ml",
      19.9,
      8,
      {
        goesWith: [
          ["latte-art-pen", 0.14],
          ["oat-drink-barista-6-x-1-l", 0.2],
        ],
      },
    ],
    ["Milk Frothing Pitcher 600 ml", 24.9, 5],
    ["Latte Art Pen", 7.9, 2],
    ["Shot Mirror", 12.9, 1.5],
    ["Shower Screen & Gasket Kit", 21.9, 3],
    ["Pressure Profiling Kit (Beta)", 149, 0, { status: "DRAFT" }],
  ],
);

export const grinders = stock(
  {
    type: "Grinders",
    vendor: "Burr Bros.",
    collections: ["Grinders"],
    purpose: "gear",
    appeal: { espresso: 0.5, "pour-over": 0.6, press: 0.5, moka: 0.3, gifts: 0.08 },
    goesWith: [["grinder-brush", 0.24]],
  },
  [
    ["Hand Grinder S", 59, 9],
    ["Hand Grinder Pro", 149, 5],
    ["Burr Grinder Home", 139, 7, { goesWith: [["grinder-cleaning-tablets", 0.28]] }],
    [
      "Burr Grinder Espresso",
      349,
      2.5,
      {
        goesWith: [
          ["grinder-cleaning-tablets", 0.35],
          ["night-shift-espresso", 0.3],
        ],
      },
    ],
    ["Single Dose Grinder", 499, 1, { soldFrom: 0.55 }],
    ["Replacement Burr Set 48 mm", 39.9, 2],
    ["Travel Grinder Mini", 44.9, 4, { soldUntil: 0.6, status: "ARCHIVED" }],
  ],
);

export const kettles = stock(
  {
    type: "Kettles & scales",
    vendor: "Kōhi Works",
    collections: ["Kettles & scales"],
    purpose: "gear",
    appeal: { "pour-over": 0.6, tea: 0.5, espresso: 0.12, press: 0.2, gifts: 0.06 },
  },
  [
    ["Gooseneck Kettle 1.0 l", 49.9, 8],
    ["Electric Gooseneck Kettle", 149, 6, { goesWith: [["brew-scale-with-timer", 0.16]] }],
    ["Stovetop Kettle 1.6 l", 64.9, 3],
    ["Brew Scale with Timer", 49.9, 9],
    ["Espresso Scale Micro", 89, 4],
    ["Kettle Thermometer Clip", 12.9, 3],
  ],
);
