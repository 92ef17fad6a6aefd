import { stock } from "./stock";

const BAGS = [
  ["250 g", 1],
  ["500 g", 1.85],
  ["1 kg", 3.4],
] as const;

export const espressoCoffee = stock(
  {
    type: "Coffee",
    vendor: "House roast",
    collections: ["Coffee", "Espresso"],
    tags: ["espresso"],
    purpose: "refill",
    isFood: true,
    appeal: { espresso: 1, moka: 0.6, press: 0.1 },
    sizes: BAGS,
  },
  [
    ["First Light Espresso", 9.9, 20],
    ["Night Shift Espresso", 9.5, 14],
    ["Corner Bar Blend", 8.9, 11],
    ["Dark Ember Espresso", 9.2, 8],
    ["Brazil Fazenda Aurora", 9.9, 9],
    ["Honduras Santa Rosa", 10.5, 5],
    ["India Monsooned Malabar", 10.9, 4],
    ["Decaf Evening Espresso", 10.9, 7],
    ["Half & Half Low Caffeine", 10.5, 3, { soldFrom: 0.45 }],
    ["Winter Spice Espresso", 10.9, 9, { season: "winter" }],
    ["Old Town Espresso", 8.5, 6, { soldUntil: 0.4, status: "ARCHIVED" }],
    ["Barrel Aged Espresso", 14.9, 2, { soldFrom: 0.7, isSoldOut: true }],
  ],
);

export const filterCoffee = stock(
  {
    type: "Coffee",
    vendor: "House roast",
    collections: ["Coffee", "Filter"],
    tags: ["filter", "single-origin"],
    purpose: "refill",
    isFood: true,
    appeal: { "pour-over": 1, press: 0.8 },
    sizes: BAGS,
  },
  [
    ["Ethiopia Yirgacheffe", 12.5, 16],
    ["Ethiopia Guji Natural", 13.9, 9],
    ["Kenya Nyeri AA", 14.5, 8],
    ["Colombia Huila", 11.9, 13],
    ["Guatemala Huehuetenango", 11.5, 10],
    ["Rwanda Lake Kivu", 12.9, 6],
    ["Costa Rica Honey Process", 13.5, 5],
    ["Panama Geisha", 29, 1.5],
    ["Sumatra Mandheling", 11.9, 5],
    ["Peru Cajamarca Organic", 11.2, 6],
    ["Burundi Kayanza", 12.9, 3, { soldFrom: 0.5 }],
    ["El Salvador Pacamara", 14.2, 3, { soldFrom: 0.62 }],
    ["House Filter Blend", 9.9, 12],
    ["Decaf Colombia Sugarcane", 12.5, 6],
    ["Christmas Filter Roast", 12.9, 8, { season: "winter" }],
    ["Bolivia Caranavi", 12.2, 4, { soldUntil: 0.5, status: "ARCHIVED" }],
  ],
);

export const coldCoffee = stock(
  {
    type: "Coffee",
    vendor: "House roast",
    collections: ["Coffee", "Cold brew"],
    tags: ["summer"],
    purpose: "refill",
    isFood: true,
    appeal: { "pour-over": 0.3, press: 0.7, espresso: 0.2, tea: 0.2 },
  },
  [
    ["Cold Brew Bags (Box of 10)", 14.9, 9, { season: "summer", goesWith: [["cold-brew-bottle-750-ml", 0.24]] }],
    ["Cold Brew Concentrate 500 ml", 11.9, 6, { season: "summer" }],
    ["Nitro Cold Brew Can", 3.9, 4, { season: "summer", isSoldOut: true }],
  ],
);

export const capsules = stock(
  {
    type: "Coffee",
    vendor: "House roast",
    collections: ["Coffee", "Capsules & bags"],
    purpose: "refill",
    isFood: true,
    appeal: { moka: 0.25, gifts: 0.15, tea: 0.12, espresso: 0.05 },
  },
  [
    ["Compostable Capsules 'Lungo' (20)", 9.9, 6],
    ["Compostable Capsules 'Ristretto' (20)", 9.9, 6],
    ["Drip Bag Sampler (8 Origins)", 16.9, 7, { soldFrom: 0.3 }],
    ["Instant Specialty Coffee (6 Sachets)", 12.9, 4],
  ],
);
