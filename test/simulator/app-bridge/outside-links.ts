import type { AdminLink } from "./admin-link";

/** Addresses that belong to the admin or to the shop, which only the admin page can open. */
function isOutside(url: string, shop: string | undefined): boolean {
  if (/^shopify:/i.test(url)) return true;
  const { origin } = new URL(url, document.baseURI);
  return origin === "https://admin.shopify.com" || (shop !== undefined && origin === `https://${shop}`);
}

/** Sends `window.open` and clicks on such addresses through the admin page. */
export function routeOutsideLinks(link: AdminLink, shop: () => string | undefined): void {
  const originalOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    if (url === undefined || !isOutside(String(url), shop())) return originalOpen(url, target, features);
    link.send({ type: "open", url: String(url), isNewWindow: isNewWindow(target ?? "_blank") });
    return null;
  };
  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const href = anchor?.getAttribute("href");
    if (!anchor || !href || event.defaultPrevented || !isOutside(href, shop())) return;
    event.preventDefault();
    const wantsNewWindow = event.ctrlKey || event.metaKey || isNewWindow(anchor.getAttribute("target") ?? "_self");
    link.send({ type: "open", url: href, isNewWindow: wantsNewWindow });
  });
}

function isNewWindow(target: string): boolean {
  return !["_top", "_parent", "_self", ""].includes(target);
}
