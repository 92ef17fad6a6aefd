import { setTimeout as delay } from "node:timers/promises";
import { untilStopped } from "~/commands/command-line";
import { type AppContext, appContext } from "~/context/context.server";
import { importState } from "~/features/installation/import-state.server";
import { refreshShopifySessions } from "~/features/measurement/refresh-shopify-sessions.server";
import { shopReports } from "~/features/report/shop-report.server";
import { taskHandlers } from "~/runtime/task-handlers.server";
import { readNewestForecast } from "~/adapters/db/forecast/forecasts.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { findShopByDomain } from "~/adapters/db/shop/shops.server";
import { BROWSER_HEADERS } from "../app/browser-headers";
import type { CheckAnswer, CheckRequest, Report } from "./check-protocol";
import { tellEvents } from "../app/tell-events";
import { progress } from "../app/installation";

const POLL_MS = 100;
const PROGRESS_MS = 5_000;

/** The app without its pages: installs, imports and reports as web and worker do, then says what it found. */
process.once("message", (request: CheckRequest) => {
  main(request).then(
    (reports) => answer({ kind: "reports", reports }),
    (error: unknown) => answer({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(message: CheckAnswer): void {
  process.send?.(message);
}

async function main(request: CheckRequest): Promise<readonly Report[]> {
  const context = await appContext({ isWorker: true });
  // Told to stop, or left alone by a check that was killed: the database server goes with its last user.
  void untilStopped()
    .then(() => context.close())
    .finally(() => process.exit(1));
  try {
    // The report holds nothing of the recommendations, which would take longer than it.
    // An earlier moment has its own forecast, made by the report.
    const needsForecast = request.asOf === null;
    await context.queue.work({
      ...taskHandlers(context),
      "build-recommendations": async () => {},
      ...(!needsForecast && { "forecast-value": async () => {} }),
    });
    await openApp(request.appPage);
    const shop = await findShopByDomain(context.db, request.shop);
    if (!shop) throw new Error(`The app did not install itself in ${request.shop}.`);
    await imported(context, shop.id);
    await tellEvents(context, shop.id, request.data);
    await refreshShopifySessions(context, shop.id, context.shopify.admin(shop.domain), AbortSignal.timeout(60_000));
    if (needsForecast) await forecast(context, shop.id);
    return await shopReports(context, shop.id, request.ranges, request.asOf ?? undefined);
  } finally {
    await context.close();
  }
}

/** The first visit: the session token is exchanged and the shop installed, by the code every page begins with. */
async function openApp(page: string): Promise<void> {
  const { authenticated } = await import("~/requests/shop-request.server");
  try {
    await authenticated(new Request(page, { headers: BROWSER_HEADERS }));
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    throw new Error(`The app answered its first visit with ${thrown.status} ${thrown.statusText}`.trimEnd() + ".");
  }
}

async function imported(context: AppContext, shopId: string): Promise<void> {
  let lastLine = "";
  let saidAt = performance.now();
  for (;;) {
    const state = await importState(context, shopId);
    const { phase, reason, finishedAt } = state;
    // Partial and finished: Shopify gives no more than it gave.
    if (phase === "ready" || (phase === "partial" && finishedAt !== null)) return;
    if (phase === "failed" || phase === "needs_reauth") {
      throw new Error(`The import failed: ${reason ?? "the app must be opened again"}`);
    }
    const line = progress(state);
    if (line !== lastLine && performance.now() - saidAt > PROGRESS_MS) {
      answer({ kind: "progress", message: line });
      lastLine = line;
      saidAt = performance.now();
    }
    await delay(POLL_MS);
  }
}

/** The import asks for a forecast in the transaction that ends it. */
async function forecast(context: AppContext, shopId: string): Promise<void> {
  answer({ kind: "progress", message: "Forecasting customer value." });
  for (;;) {
    const newest = await withShop(context.db, shopId, (tx) => readNewestForecast(tx, shopId));
    if (newest?.status === "ready" || newest?.status === "insufficient") return;
    if (newest?.status === "failed") throw new Error(`The forecast failed: ${newest.reason ?? "for no known reason"}`);
    await delay(POLL_MS);
  }
}
