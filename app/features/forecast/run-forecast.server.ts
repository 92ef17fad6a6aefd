import {
  endForecast,
  ForecastOvertaken,
  pruneForecasts,
  readNewestForecast,
  startForecast,
  storeForecast,
  type ForecastSource,
  type StoredForecast,
} from "~/adapters/db/forecast/forecasts.server";
import { readForecastBasis, readForecastInput } from "~/adapters/db/facts/purchase-days.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import { withShop, withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import type { ForecastInput } from "~/domain/clv/log/forecast-input";
import { forecastShortage, shortageReason } from "~/domain/clv/log/forecast-readiness";
import { ENGINE_VERSION, type ForecastSettings, type ShopForecast } from "~/domain/clv/shop-forecast";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { dayNumber, dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { forecastInThread } from "./forecast-in-thread.server";
import { sayReason } from "~/words/records/reasons";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { wordsOf } from "~/words/words";

const say = wordsOf(FORECAST_TEXTS);

/** How a forecast is calculated; tests do it themselves. */
export type Calculate = (
  input: ForecastInput,
  day: number,
  signal: AbortSignal,
  settings: ForecastSettings,
) => Promise<ShopForecast>;

/**
 * Fits the models of customer value to the shop's purchases and stores what they expect, whole or not at all. Nothing
 * is done when nothing changed since the last time, so it may be asked for at any time.
 */
export async function forecastValue(
  { db, now: clock }: Pick<AppContext, "db" | "now">,
  { shopId }: { readonly shopId: string },
  signal: AbortSignal,
  { calculate = forecastInThread, now = clock() }: { readonly calculate?: Calculate; readonly now?: EpochMs } = {},
) {
  const isInstalled = async () => {
    const shop = await findShop(db, shopId);
    return shop !== null && shop.uninstalledAt === null;
  };
  if (!(await isInstalled())) return { skipped: "not installed" };
  // Here too, for a shop that never has enough ends no run below.
  await withShop(db, shopId, (tx) => pruneForecasts(tx, shopId));
  const begun = await withShopSnapshot(db, shopId, async (tx) => {
    // Purchases and the version they are of belong together.
    const profile = await readShopProfile(tx, shopId);
    if (!profile) return { skipped: "no profile" };
    const { timeZone, dataVersion, definitions, definitionVersion, isHistoryLimited } = profile;
    const day = dayOf(now, timeZone);
    const source: ForecastSource = { day, dataVersion, definitionVersion, engineVersion: ENGINE_VERSION };
    if (isDone(await readNewestForecast(tx, shopId), source)) return { skipped: "up to date" };
    const version = await startForecast(tx, shopId, now, source);
    const shortage = forecastShortage(await readForecastBasis(tx, shopId, timeZone), day);
    if (isHistoryLimited || shortage) {
      const reason = sayReason(shortage && !isHistoryLimited ? shortageReason(shortage) : HISTORY_LIMITED);
      await endForecast(tx, shopId, version, "insufficient", reason);
      return { insufficient: reason };
    }
    const { setApartUnusualCustomers: setsApart, annualDiscountPercent } = definitions;
    const settings = { setsApart, annualDiscountPercent };
    return { run: { version, day: dayNumber(day), settings, input: await readForecastInput(tx, shopId, now) } };
  });
  if (begun.run === undefined) return begun;

  const { version, day, settings, input } = begun.run;
  try {
    const { customers, summary } = await calculate(input, day, signal, settings);
    signal.throwIfAborted();
    // A shop that left meanwhile keeps nothing new.
    if (!(await isInstalled())) throw new ForecastOvertaken();
    const ids = input.log.customers;
    const stored = await withShop(db, shopId, (tx) =>
      storeForecast(tx, shopId, version, summary, { ...customers, ids, valueToDate: input.valueToDate }),
    );
    await withShop(db, shopId, (tx) => pruneForecasts(tx, shopId));
    const { counts, value } = summary.chosen;
    return { version, customers: stored, counts, value, grade: summary.grade?.grade ?? null };
  } catch (error) {
    // A worker told to stop hands the job back; whoever takes it notes that this run was interrupted.
    if (signal.aborted) throw error;
    const reason = error instanceof ForecastOvertaken ? error.message : say("failedAndAgain");
    await withShop(db, shopId, (tx) => endForecast(tx, shopId, version, "failed", reason)).catch(() => {
      // The first error matters more than failing to note it.
    });
    if (error instanceof ForecastOvertaken) return { skipped: "overtaken" };
    throw error;
  }
}

function isDone(newest: StoredForecast | null, source: ForecastSource): boolean {
  if (newest?.status !== "ready" && newest?.status !== "insufficient") return false;
  return JSON.stringify(newest.source) === JSON.stringify(source);
}
