import { z } from "zod";

/** A signed body that is another shop's than the header, which no signature covers, says. */
export class OtherShopsBody extends Error {
  override readonly name = "OtherShopsBody";

  constructor() {
    super("the body names another shop");
  }
}

const withAddress = z.object({ abandoned_checkout_url: z.string() });
const PERMANENT_DOMAIN = ".myshopify.com";

/**
 * Whether a checkout's message says that it is this shop's: by the shop's id in the path of its recovery address, or by
 * the host of that address being the shop's permanent domain. Many do not say, such as deletions and those of shops
 * with a domain of their own.
 *
 * @throws {OtherShopsBody} when it says that it is another's.
 */
export function namesShop(payload: unknown, shop: { readonly id: string; readonly domain: string }): boolean {
  const { data } = withAddress.safeParse(payload);
  const address = data === undefined ? null : URL.parse(data.abandoned_checkout_url);
  if (address === null) return false;
  const id = /^\/(\d+)\/checkouts(\/|$)/.exec(address.pathname)?.[1];
  const isNamed = id !== undefined || address.hostname.endsWith(PERMANENT_DOMAIN);
  const isOwn = id === undefined ? address.hostname === shop.domain : id === shop.id;
  if (isNamed && !isOwn) throw new OtherShopsBody();
  return isNamed;
}
