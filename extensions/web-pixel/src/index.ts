import { register } from "@shopify/web-pixels-extension";
import { isbot } from "isbot";
import { outbox } from "./outbox";
import {
  OBSERVED,
  recommendationsViewed,
  REC_VIEWED,
  wireEvent,
  type ObservedEvent,
  type WireEvent,
} from "./wire-event";

register(({ analytics, browser, customerPrivacy, init, settings }) => {
  if (isbot(init.context.navigator.userAgent)) return;

  let isAllowed = init.customerPrivacy.analyticsProcessingAllowed;
  const unsent = outbox({
    storage: browser.sessionStorage,
    isAllowed: () => isAllowed,
    async post(events) {
      // A text needs no preflight. Keepalive would not save it: a worker's requests end with its page.
      const response = await fetch(String(settings.endpoint), {
        method: "POST",
        headers: { "Content-Type": "text/plain" },
        credentials: "omit",
        // By this the endpoint sees how far the shopper's clock is off.
        body: JSON.stringify({ account: settings.accountID, sentAt: Date.now(), events }),
      });
      return response.ok;
    },
  });

  customerPrivacy.subscribe("visitorConsentCollected", (event) => {
    isAllowed = event.customerPrivacy.analyticsProcessingAllowed;
    if (isAllowed) void unsent.resume();
    else void unsent.forget();
  });
  if (isAllowed) void unsent.resume();

  const customerId = init.data.customer?.id;
  /** What happens without consent is neither sent nor kept, also when consent comes later. */
  const observe = (event: WireEvent | null) => {
    if (isAllowed && event !== null) unsent.add(event);
  };
  for (const name of OBSERVED) {
    analytics.subscribe(name, (event) => observe(wireEvent(event as ObservedEvent, customerId)));
  }
  analytics.subscribe(REC_VIEWED, (event) => observe(recommendationsViewed(event, customerId)));
});
