/** Where parcels go, what is taxed there, and what the buyer sees prices in. */
export interface Destination {
  readonly country: string;
  readonly weight: number;
  /** Rates as fractions: coffee and food are often taxed lower than gear. */
  readonly foodTax: number;
  readonly gearTax: number;
  /** Amounts in major units of the shop currency. */
  readonly shipping: number;
  readonly presentmentCurrency?: string;
  /** Units of that currency for one of the shop's. */
  readonly presentmentRate?: number;
  /** Duty on goods sent there, as a fraction of their value. */
  readonly duty?: number;
}

/** One kind of shop: the same business in another country, with its money, clock and taxes. */
export interface ShopProfile {
  readonly name: string;
  readonly domain: string;
  readonly timeZone: string;
  readonly currencyCode: string;
  readonly currencyDigits: number;
  readonly taxesIncluded: boolean;
  /** Major units of the shop currency per euro of the catalogue, local price level included. */
  readonly priceLevel: number;
  /** Prices end on a multiple of `priceStep` minor units less `priceDrop` (19.90 is 20.00 - 0.10). */
  readonly priceStep: number;
  readonly priceDrop: number;
  /** Parcels of at least this many major units are free. */
  readonly freeShippingFrom: number;
  /** The first destination is home: the till in the shop taxes by it. */
  readonly destinations: readonly Destination[];
}

export const PROFILES = {
  berlin: {
    name: "Morgenrot Coffee",
    domain: "morgenrot-coffee.myshopify.com",
    timeZone: "Europe/Berlin",
    currencyCode: "EUR",
    currencyDigits: 2,
    taxesIncluded: false,
    priceLevel: 1,
    priceStep: 50,
    priceDrop: 10,
    freeShippingFrom: 49,
    destinations: [
      { country: "DE", weight: 68, foodTax: 0.07, gearTax: 0.19, shipping: 4.9 },
      { country: "AT", weight: 11, foodTax: 0.1, gearTax: 0.2, shipping: 8.9 },
      { country: "NL", weight: 6, foodTax: 0.09, gearTax: 0.21, shipping: 8.9 },
      {
        country: "CH",
        weight: 6,
        foodTax: 0,
        gearTax: 0,
        shipping: 14.9,
        presentmentCurrency: "CHF",
        presentmentRate: 0.94,
        duty: 0.065,
      },
      { country: "FR", weight: 4, foodTax: 0.055, gearTax: 0.2, shipping: 9.9 },
      {
        country: "DK",
        weight: 3,
        foodTax: 0.25,
        gearTax: 0.25,
        shipping: 9.9,
        presentmentCurrency: "DKK",
        presentmentRate: 7.46,
      },
      {
        country: "PL",
        weight: 2,
        foodTax: 0.05,
        gearTax: 0.23,
        shipping: 9.9,
        presentmentCurrency: "PLN",
        presentmentRate: 4.27,
      },
    ],
  },
  "new-york": {
    name: "Stoop Coffee Supply",
    domain: "stoop-coffee-supply.myshopify.com",
    timeZone: "America/New_York",
    currencyCode: "USD",
    currencyDigits: 2,
    taxesIncluded: false,
    priceLevel: 1.12,
    priceStep: 50,
    priceDrop: 5,
    freeShippingFrom: 60,
    destinations: [
      { country: "US", weight: 34, foodTax: 0, gearTax: 0.08875, shipping: 6.5 },
      { country: "US", weight: 54, foodTax: 0, gearTax: 0, shipping: 8.5 },
      {
        country: "CA",
        weight: 8,
        foodTax: 0,
        gearTax: 0,
        shipping: 18,
        presentmentCurrency: "CAD",
        presentmentRate: 1.37,
        duty: 0.08,
      },
      {
        country: "GB",
        weight: 4,
        foodTax: 0,
        gearTax: 0,
        shipping: 26,
        presentmentCurrency: "GBP",
        presentmentRate: 0.76,
        duty: 0.045,
      },
    ],
  },
  tokyo: {
    name: "Komorebi Kissaten Supply",
    domain: "komorebi-kissaten.myshopify.com",
    timeZone: "Asia/Tokyo",
    currencyCode: "JPY",
    currencyDigits: 0,
    taxesIncluded: true,
    priceLevel: 158,
    priceStep: 100,
    priceDrop: 20,
    freeShippingFrom: 8000,
    destinations: [
      { country: "JP", weight: 93, foodTax: 0.08, gearTax: 0.1, shipping: 660 },
      {
        country: "TW",
        weight: 4,
        foodTax: 0,
        gearTax: 0,
        shipping: 2200,
        presentmentCurrency: "TWD",
        presentmentRate: 0.208,
        duty: 0.05,
      },
      {
        country: "SG",
        weight: 3,
        foodTax: 0,
        gearTax: 0,
        shipping: 2600,
        presentmentCurrency: "SGD",
        presentmentRate: 0.0087,
      },
    ],
  },
  kuwait: {
    name: "Dallah House",
    domain: "dallah-house.myshopify.com",
    timeZone: "Asia/Kuwait",
    currencyCode: "KWD",
    currencyDigits: 3,
    taxesIncluded: false,
    priceLevel: 0.36,
    priceStep: 250,
    priceDrop: 0,
    freeShippingFrom: 18,
    destinations: [
      { country: "KW", weight: 84, foodTax: 0, gearTax: 0, shipping: 1.5 },
      {
        country: "SA",
        weight: 9,
        foodTax: 0.15,
        gearTax: 0.15,
        shipping: 3.75,
        presentmentCurrency: "SAR",
        presentmentRate: 12.2,
        duty: 0.05,
      },
      { country: "BH", weight: 7, foodTax: 0.1, gearTax: 0.1, shipping: 3.5 },
    ],
  },
  sydney: {
    name: "Southerly Coffee Co.",
    domain: "southerly-coffee.myshopify.com",
    timeZone: "Australia/Sydney",
    currencyCode: "AUD",
    currencyDigits: 2,
    taxesIncluded: true,
    priceLevel: 1.7,
    priceStep: 50,
    priceDrop: 5,
    freeShippingFrom: 79,
    destinations: [
      { country: "AU", weight: 90, foodTax: 0, gearTax: 0.1, shipping: 9.95 },
      {
        country: "NZ",
        weight: 10,
        foodTax: 0,
        gearTax: 0,
        shipping: 16.95,
        presentmentCurrency: "NZD",
        presentmentRate: 1.09,
      },
    ],
  },
} as const satisfies Record<string, ShopProfile>;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];

export const minorUnits = (profile: ShopProfile, majorUnits: number): number =>
  Math.round(majorUnits * 10 ** profile.currencyDigits);

/** The shelf price for a catalogue price in euro, rounded the way shops round. */
export function shelfPrice(profile: ShopProfile, euro: number): number {
  const plain = minorUnits(profile, euro * profile.priceLevel);
  const steps = Math.max(1, Math.round((plain + profile.priceDrop) / profile.priceStep));
  return steps * profile.priceStep - profile.priceDrop;
}
