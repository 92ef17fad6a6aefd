import { chance, type Random, weighted } from "../random";

export type Device = "mobile" | "tablet" | "desktop";

/** Where a visit comes from, as the pixel tells it. */
export interface Arrival {
  readonly referrer: string;
  readonly utm?: { readonly source: string; readonly medium: string; readonly campaign?: string };
}

const ARRIVALS = weighted<Arrival>([
  [{ referrer: "www.google.com" }, 27],
  [{ referrer: "" }, 26],
  [{ referrer: "www.google.com", utm: { source: "google", medium: "cpc", campaign: "brand" } }, 13],
  [{ referrer: "l.instagram.com" }, 8],
  [{ referrer: "", utm: { source: "facebook", medium: "paid_social", campaign: "autumn" } }, 6],
  [{ referrer: "", utm: { source: "klaviyo", medium: "email", campaign: "newsletter" } }, 9],
  [{ referrer: "www.tiktok.com" }, 3],
  [{ referrer: "www.bing.com" }, 3],
  [{ referrer: "coffee-forum.example" }, 5],
]);

const DEVICES = weighted<Device>([
  ["mobile", 64],
  ["desktop", 31],
  ["tablet", 5],
]);

export const drawArrival = (random: Random): Arrival => ARRIVALS(random);
export const drawDevice = (random: Random): Device => DEVICES(random);

interface Journey {
  readonly source?: string;
  readonly medium?: string;
}

/** The visit of an order comes from where Shopify says the order's last visit came from. */
export function arrivalOf(random: Random, journey: Journey | undefined): Arrival {
  const { source, medium } = journey ?? {};
  if (source === undefined) return drawArrival(random);
  return medium === undefined || chance(random, 0.1)
    ? { referrer: "" }
    : { referrer: "", utm: { source: source.toLowerCase(), medium: medium.toLowerCase() } };
}
