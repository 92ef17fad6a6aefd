import { sessionTokenOf, shopOfSessionToken, withRefusedToken } from "~/adapters/shopify/connect/session-token.server";
import { env } from "~/process/env.server";
import { type AppContext, appContext } from "~/context/context.server";
import { fairPlaces } from "~/process/fair-places";
import { openShop } from "~/features/installation/open-shop.server";
import { readForm } from "./form.server";
import { orUnavailable } from "./or-unavailable.server";
import { authenticate } from "./shopify.server";

export interface ShopRequest {
  readonly context: AppContext;
  readonly shopId: string;
  /** my-shop.myshopify.com */
  readonly domain: string;
  /** What was posted; no fields when nothing was. */
  readonly form: FormData;
}

/**
 * What pages may do at once, so that the rest of the app goes on: a shop that asks for more waits, and is told to come
 * again when too much of it waits.
 */
const pages = fairPlaces({ total: 8, perOwner: 3, waitingPerOwner: 100, waitMs: 8_000 });

/**
 * Of these, what goes through all orders of a shop, such as a number as it was known earlier: one at a time, for each
 * fills a processor for as long as it takes.
 */
const heavyPages = fairPlaces({ total: 1, perOwner: 1, waitingPerOwner: 20, waitMs: 8_000 });
/** Parameters of an address that ask for such work. */
const HEAVY_PARAMETERS = ["as_of", "preview"] as const;

/** Authenticates a page's request by its session token; when the database is away the answer is 503. */
export async function authenticated(request: Request): Promise<void> {
  await orUnavailable(async () => openedShop(await appContext(), request));
}

/**
 * Authenticates a page's request and runs `work` for its shop. What cannot be done now is answered 503, which the page
 * explains; everything else passes through.
 */
export function forShop<T>(request: Request, work: (shop: ShopRequest) => Promise<T>): Promise<T> {
  return orUnavailable(async () => {
    const context = await appContext();
    const { shopId, domain } = await openedShop(context, request);
    const form = request.method === "GET" ? new FormData() : await readForm(request);
    const answer = () => pages.use(shopId, () => work({ context, shopId, domain, form }));
    return isHeavy(request) ? heavyPages.use(shopId, answer) : answer();
  });
}

function isHeavy({ url }: Request): boolean {
  const { searchParams } = new URL(url);
  return HEAVY_PARAMETERS.some((name) => searchParams.has(name));
}

/**
 * The shop a request proves to come from, installed. Shopify's library answers whatever is not from a merchant in the
 * admin; what it does not check of a session token is checked before it sees one.
 */
async function openedShop(context: AppContext, request: Request): Promise<{ shopId: string; domain: string }> {
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret } = env();
  const token = sessionTokenOf(request);
  const domain = token === null ? null : shopOfSessionToken(token, { apiKey, apiSecret, now: context.now() });
  if (token !== null && domain !== null) {
    refuseOtherShop(request, domain);
    const shopId = await openShop(context, domain, token);
    if (shopId !== null) {
      await authenticate.admin(request);
      return { shopId, domain };
    }
  }
  await authenticate.admin(token === null ? request : withRefusedToken(request));
  throw new Error("a request without proof of its shop was let in");
}

/** Who may frame a document is read from its address, so that must name the shop whose data it shows. */
function refuseOtherShop(request: Request, domain: string): void {
  if (request.headers.has("authorization")) return;
  const named = new URL(request.url).searchParams.get("shop");
  if (named !== null && named !== domain) throw new Response(null, { status: 401 });
}
