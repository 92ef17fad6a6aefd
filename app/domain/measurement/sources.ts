import type { StorefrontEvent } from "./storefront-event";

/** Where a session came from. */
export const SOURCES = ["organic_search", "paid", "social", "email", "referral", "direct", "unknown"] as const;
export type Source = (typeof SOURCES)[number];

/** What a session's first event says of where it came from, in lower case; empty where it says nothing. */
interface Origin {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly referrer: string;
  /** Whether the event says anything of the page it happened on. */
  readonly hasContext: boolean;
}

const PAID_MEDIUMS = new Set(["cpc", "ppc", "cpm", "cpv", "display", "retargeting", "affiliate"]);
const EMAIL_MEDIUMS = new Set(["email", "e-mail", "newsletter"]);
const EMAIL_SOURCES = new Set(["klaviyo", "mailchimp", "newsletter", "shopify_email"]);
const SOCIAL_MEDIUMS = new Set(["social", "social-media", "sm"]);

/** Sites by name under any top-level domain, and by domain where the name alone would say too much. */
const SOCIAL_NAMES = "facebook instagram tiktok pinterest youtube reddit linkedin snapchat twitter threads".split(" ");
const SOCIAL_DOMAINS = ["x.com", "t.co"];
const SOCIAL_SITES = sites(SOCIAL_NAMES, SOCIAL_DOMAINS);
const SOCIAL_SOURCES = new Set([...SOCIAL_NAMES, ...SOCIAL_DOMAINS]);
const SEARCH_SITES = sites(
  ["google", "bing", "duckduckgo", "yahoo", "ecosia", "yandex", "baidu", "qwant", "brave"],
  [],
);

interface SourceRule {
  readonly source: Source;
  fits(origin: Origin): boolean;
}

/** The published rules: the first that fits decides. What a campaign says of itself goes before who referred. */
const SOURCE_RULES: readonly SourceRule[] = [
  { source: "paid", fits: ({ medium }) => PAID_MEDIUMS.has(medium) || medium.startsWith("paid") },
  { source: "email", fits: ({ medium, source }) => EMAIL_MEDIUMS.has(medium) || EMAIL_SOURCES.has(source) },
  {
    source: "social",
    fits: ({ medium, source, referrer }) =>
      SOCIAL_MEDIUMS.has(medium) ||
      SOCIAL_SOURCES.has(source) ||
      SOCIAL_SITES.test(source) ||
      SOCIAL_SITES.test(referrer),
  },
  { source: "organic_search", fits: ({ medium, referrer }) => medium === "organic" || SEARCH_SITES.test(referrer) },
  {
    source: "referral",
    fits: ({ source, medium, campaign, referrer }) => [source, medium, campaign, referrer].some((part) => part !== ""),
  },
  { source: "direct", fits: ({ hasContext }) => hasContext },
  { source: "unknown", fits: () => true },
];

/** Where the session came from that begins with `event`; a referrer that is the shop itself must be taken out before. */
export function sourceOf(event: StorefrontEvent): Source {
  const lower = (text: string | null) => (text ?? "").trim().toLowerCase();
  const { utmSource, utmMedium, utmCampaign, referrer, path, device } = event;
  const origin: Origin = {
    source: lower(utmSource),
    medium: lower(utmMedium),
    campaign: lower(utmCampaign),
    referrer: lower(referrer),
    hasContext: [utmSource, utmMedium, utmCampaign, referrer, path, device].some((part) => part !== null),
  };
  return SOURCE_RULES.find(({ fits }) => fits(origin))?.source ?? "unknown";
}

/** The event with no referrer where that is the shop itself. */
export function withoutOwnReferrer(event: StorefrontEvent, ownHosts: readonly string[]): StorefrontEvent {
  const isOwn = (host: string) => ownHosts.some((own) => host === own || host === `www.${own}`);
  return event.referrer !== null && isOwn(event.referrer) ? { ...event, referrer: "" } : event;
}

/** Hosts that are, or lie under, a name with any top-level domain or one of the domains. */
function sites(names: readonly string[], domains: readonly string[]): RegExp {
  const either = [
    ...names.map((name) => `${name}\\.[a-z]{2,}(?:\\.[a-z]{2})?`),
    ...domains.map((domain) => domain.replaceAll(".", "\\.")),
  ];
  return new RegExp(`(?:^|\\.)(?:${either.join("|")})$`);
}
