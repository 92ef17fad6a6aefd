import type { Express, Request } from "express";
import { z } from "zod";
import { cookieValue } from "../buyer/cart";
import type { StorePages } from "../store-pages";
import { CONSENT_COOKIE } from "./pixel-page";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const formSchema = z.object({ analytics: z.enum(["yes", "no"]) });

/** Whether the shopper agrees to analytics: what `?consent=no` says of one page, else what was chosen before. */
export function isConsentGiven({ query, headers }: Request): boolean {
  const asked = query.consent === "yes" || query.consent === "no" ? query.consent : null;
  return (asked ?? cookieValue(headers.cookie, CONSENT_COOKIE)) !== "no";
}

/** Where the footer's switch leads. */
export function addConsentForm(server: Express, { withShop }: StorePages): void {
  server.post(
    "/cookies",
    withShop((request, response) => {
      const chosen = formSchema.safeParse(request.body);
      // The script of the page reads and writes it too.
      if (chosen.success) {
        response.cookie(CONSENT_COOKIE, chosen.data.analytics, { path: "/", sameSite: "lax", maxAge: YEAR_MS });
      }
      response.redirect(303, new URL(request.get("referer") ?? "/", "http://store").pathname);
    }),
  );
}
