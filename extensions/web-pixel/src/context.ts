import type { Context } from "@shopify/web-pixels-extension";
import { label } from "./plain-text";

export type Device = "mobile" | "tablet" | "desktop";

/** Where a shopper is and came from. */
export interface Arrival {
  /** The host of the page before; empty where there was none, or it was the shop's own. */
  readonly referrer: string;
  readonly utm?: { readonly source?: string; readonly medium?: string; readonly campaign?: string };
  readonly path?: string;
}

/** The widest iPad in CSS pixels: they call themselves Macintosh, whose screens are wider. */
const WIDEST_TABLET = 1_032;

export function deviceOf({ navigator: { userAgent }, window: { screen } }: Context): Device {
  if (/iPad|Tablet|Silk|PlayBook|Android(?!.*Mobile)/i.test(userAgent)) return "tablet";
  if (/Macintosh/.test(userAgent) && screen.width <= WIDEST_TABLET) return "tablet";
  return /Mobi|iPhone|iPod/i.test(userAgent) ? "mobile" : "desktop";
}

export function arrivalOf({ location, referrer }: Pick<Context["document"], "location" | "referrer">): Arrival {
  const parameters = new URLSearchParams(location.search);
  const utm = Object.fromEntries(
    ["source", "medium", "campaign"].flatMap((name) => {
      const value = label(parameters.get(`utm_${name}`));
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    referrer: foreignHost(referrer, location.hostname),
    utm: Object.keys(utm).length === 0 ? undefined : utm,
    path: pathOf(location.pathname),
  };
}

/** Of the page before only its host: addresses can carry anything. */
function foreignHost(address: string, own: string): string {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase() ?? "";
  return host === own ? "" : host;
}

const LOCALE = /^[a-z]{2}(-[a-z]{2,4})?$/i;
const PUBLIC = ["products", "collections", "pages", "blogs", "search", "cart", "policies"];
const MOST_CHARACTERS = 200;

/** A path whole only where everybody's is the same: those of accounts, orders and checkouts hold keys to them. */
function pathOf(pathname: string): string {
  const segments = pathname.split("/").filter((segment) => segment !== "");
  const own = LOCALE.test(segments[0] ?? "") ? segments.slice(1) : segments;
  const [first = ""] = own;
  const shown = PUBLIC.includes(first) ? own : /^[a-z_-]{1,30}$/i.test(first) ? [first] : [];
  return `/${shown.join("/")}`.slice(0, MOST_CHARACTERS);
}
