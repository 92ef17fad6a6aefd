/** How a customer makes coffee; it decides what they look at. */
export const TASTES = ["espresso", "pour-over", "press", "moka", "tea", "gifts"] as const;
export type Taste = (typeof TASTES)[number];

/** Why a product is bought: to start or extend a kit, to refill it, or to give away. */
export type Purpose = "gear" | "refill" | "gift";

export interface CatalogueProduct {
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags: readonly string[];
  readonly purpose: Purpose;
  /** Taxed as food. */
  readonly isFood: boolean;
  readonly isGiftCard: boolean;
  /** Draw weight per taste; a taste that is not named never looks for it. */
  readonly appeal: Partial<Record<Taste, number>>;
  /** Euro per variant, the first being the one bought most. */
  readonly variants: readonly { readonly title: string; readonly price: number }[];
  /** Products often put in the same basket: key and probability. */
  readonly goesWith: readonly (readonly [key: string, probability: number])[];
  /** Parts of the shop's history, 0 to 1, in which it is sold. */
  readonly soldFrom: number;
  readonly soldUntil: number;
  readonly season: "all-year" | "summer" | "winter";
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  readonly isSoldOut: boolean;
}

type Options = Partial<
  Pick<CatalogueProduct, "goesWith" | "soldFrom" | "soldUntil" | "season" | "status" | "isSoldOut">
>;

interface Shelf {
  readonly type: string;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags?: readonly string[];
  readonly purpose: Purpose;
  readonly isFood?: boolean;
  readonly appeal: Partial<Record<Taste, number>>;
  /** Variants of every product of the shelf: title and factor of its price. */
  readonly sizes?: readonly (readonly [title: string, factor: number])[];
  readonly goesWith?: readonly (readonly [key: string, probability: number])[];
}

type Item = readonly [title: string, euro: number, popularity: number, options?: Options];

export const keyOf = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

function stock(shelf: Shelf, items: readonly Item[]): CatalogueProduct[] {
  return items.map(([title, euro, popularity, options = {}]) => ({
    key: keyOf(title),
    title,
    type: shelf.type,
    vendor: shelf.vendor,
    collections: shelf.collections,
    tags: shelf.tags ?? [],
    purpose: shelf.purpose,
    isFood: shelf.isFood ?? false,
    isGiftCard: false,
    appeal: Object.fromEntries(Object.entries(shelf.appeal).map(([taste, weight]) => [taste, weight * popularity])),
    variants: (shelf.sizes ?? [["Default Title", 1]]).map(([size, factor]) => ({ title: size, price: euro * factor })),
    goesWith: [...(shelf.goesWith ?? []), ...(options.goesWith ?? [])],
    soldFrom: options.soldFrom ?? 0,
    soldUntil: options.soldUntil ?? 1,
    season: options.season ?? "all-year",
    status: options.status ?? "ACTIVE",
    isSoldOut: options.isSoldOut ?? false,
  }));
}

const BAGS = [
  ["250 g", 1],
  ["500 g", 1.85],
  ["1 kg", 3.4],
] as const;

const espressoCoffee = stock(
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

const filterCoffee = stock(
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

const coldCoffee = stock(
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

const capsules = stock(
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

const tea = stock(
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

const larder = stock(
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

const papers = stock(
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

const otherFilters = stock(
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

const pourOverGear = stock(
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

const pressGear = stock(
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

const mokaGear = stock(
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

const espressoGear = stock(
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

const grinders = stock(
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

const kettles = stock(
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

const teaGear = stock(
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

const cups = stock(
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

const care = stock(
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

const gifts = stock(
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

const books = stock(
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

const giftCard: CatalogueProduct = {
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

/** Everything the coffee shop sells or sold, prices in euro before local rounding. */
export const CATALOGUE: readonly CatalogueProduct[] = [
  ...espressoCoffee,
  ...filterCoffee,
  ...coldCoffee,
  ...capsules,
  ...tea,
  ...larder,
  ...papers,
  ...otherFilters,
  ...pourOverGear,
  ...pressGear,
  ...mokaGear,
  ...espressoGear,
  ...grinders,
  ...kettles,
  ...teaGear,
  ...cups,
  ...care,
  ...gifts,
  ...books,
  giftCard,
];
