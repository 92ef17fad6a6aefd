import type { AdminLink } from "./admin-link";

/** Query parameters that belong to the frame, not to the page the merchant is on. */
const FRAME_PARAMETERS = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

/** Tells the admin page which page of the app is showing, so that its own address can follow. */
export function reportAddress(link: AdminLink): void {
  const report = () => link.send({ type: "address", path: merchantPath(window.location) });
  for (const method of ["pushState", "replaceState"] as const) {
    const original = window.history[method].bind(window.history);
    window.history[method] = (...parameters) => {
      original(...parameters);
      report();
    };
  }
  window.addEventListener("popstate", report);
  report();
}

export function merchantPath({ pathname, search, hash }: Pick<Location, "pathname" | "search" | "hash">): string {
  const query = new URLSearchParams(search);
  for (const parameter of FRAME_PARAMETERS) query.delete(parameter);
  return pathname + (query.size > 0 ? `?${query}` : "") + hash;
}
