import { readShopifySessions } from "~/adapters/db/measurement/shopify-sessions.server";
import { readPulse } from "~/adapters/db/shop/data-status.server";
import { readAlerts } from "~/adapters/db/totals/measured-lists.server";
import { sessionsThatLeftCarts } from "~/domain/measurement/shopify-sessions";
import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { checkoutSteps } from "~/domain/metrics/splits/funnel";
import { sessionsWhere } from "~/domain/metrics/totals/measured-totals";
import { loadMeasuring } from "~/features/measurement/load-measuring.server";
import { measuredCard } from "~/features/page/cards/measured-card.server";
import type { OpenPage } from "~/features/page/open-page.server";
import type { AbandonmentView, CheckoutVisits } from "./abandonment";

const NONE_STARTED = because("noSessions");

/** What the web pixel saw of carts and checkouts. */
export async function loadStorefront(
  page: OpenPage,
): Promise<Pick<AbandonmentView, "visitVersion" | "isMeasuring" | "cartCard" | "shopifyCarts" | "checkoutVisits">> {
  const { tx, shopId, metricContext } = page;
  const isMeasuring = (await loadMeasuring(tx, shopId)).since !== null;
  const shopifyCarts = await readShopifyCarts(page);
  if (metricContext.measuredFrom === null) {
    return { visitVersion: null, isMeasuring, cartCard: null, shopifyCarts, checkoutVisits: null };
  }
  return {
    visitVersion: (await readPulse(tx, shopId))?.visitVersion ?? 0,
    isMeasuring,
    cartCard: await measuredCard(page, "cart_abandonment_rate"),
    shopifyCarts,
    checkoutVisits: await readCheckoutVisits(page),
  };
}

async function readShopifyCarts({ tx, shopId, range }: OpenPage): Promise<MetricValue | null> {
  const told = await readShopifySessions(tx, shopId, range);
  const all = told.find(({ dimension }) => dimension === "all");
  const left = all ? sessionsThatLeftCarts(all) : null;
  return !all || left === null || all.withCart === 0 ? null : rateOf(left, all.withCart, NONE_STARTED);
}

/** Null where no day of the range was measured. */
async function readCheckoutVisits({ tx, shopId, reader, range }: OpenPage): Promise<CheckoutVisits | null> {
  const sessions = await reader.sessions(range);
  if (sessions.cut?.isUnknown) return null;
  const counts = sessionsWhere(sessions);
  return {
    steps: checkoutSteps(counts).map((each) => ({
      ...each,
      share: rateOf(each.sessions, counts.checkout, NONE_STARTED),
    })),
    alerts: (await readAlerts(tx, shopId, range)).map(({ alert, shown, sessions: saw, completed }) => ({
      alert,
      shown,
      sessions: saw,
      left: rateOf(saw - completed, saw, NONE_STARTED),
    })),
  };
}
