import { chance, type Random, weighted } from "../random";

/** Where a visit comes from, as the pixel tells it. */
export interface Arrival {
  readonly referrer: string;
  readonly utm?: { readonly source: string; readonly medium: string; readonly campaign?: string };
}

const DIRECT: Arrival = { referrer: "" };

/** Of who only looks: most who come by social media do; most who come by newsletter know what they want. */
export const drawArrival = weighted<Arrival>([
  [{ referrer: "www.google.com" }, 22],
  [DIRECT, 22],
  [{ referrer: "www.google.com", utm: { source: "google", medium: "cpc", campaign: "brand" } }, 18],
  [{ referrer: "l.instagram.com" }, 10],
  [{ referrer: "", utm: { source: "facebook", medium: "paid_social", campaign: "autumn" } }, 11],
  [{ referrer: "", utm: { source: "klaviyo", medium: "email", campaign: "newsletter" } }, 8],
  [{ referrer: "www.tiktok.com" }, 5],
  [{ referrer: "www.bing.com" }, 2],
  [{ referrer: "coffee-forum.example" }, 5],
]);

/** Sites that send visits without naming a campaign, by their name in Shopify's journeys. */
const REFERRERS: Readonly<Record<string, string>> = {
  google: "www.google.com",
  bing: "www.bing.com",
  instagram: "l.instagram.com",
  pinterest: "www.pinterest.com",
  tiktok: "www.tiktok.com",
};
const UNNAMED_MEDIUMS = new Set(["organic", "social", "referral"]);
/** Visits whose campaign or referrer the browser kept to itself. */
const LOST_SHARE = 0.1;

interface Journey {
  readonly source?: string;
  readonly medium?: string;
}

/** The visit of an order comes from where Shopify says the order's last visit came from. */
export function arrivalOf(random: Random, journey: Journey | undefined): Arrival {
  const { source, medium } = journey ?? {};
  if (source === undefined) return drawArrival(random);
  if (medium === undefined || medium === "none" || chance(random, LOST_SHARE)) return DIRECT;
  return UNNAMED_MEDIUMS.has(medium)
    ? { referrer: REFERRERS[source] ?? source }
    : { referrer: "", utm: { source, medium } };
}
