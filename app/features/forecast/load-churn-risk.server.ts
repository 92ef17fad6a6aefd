import { readCustomersAtRisk, readRiskTotals } from "~/adapters/db/forecast/customer-forecasts.server";
import { readLapsePointDays } from "~/adapters/db/facts/lapse-point.server";
import { readForecast } from "~/adapters/db/forecast/forecasts.server";
import { PROBABLY_LEFT, riskChoice } from "~/domain/clv/churn-risk";
import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { PAGE_SIZE, pageNumber, readPage } from "~/features/page/page-number";
import type { ChurnRisk, ChurnRiskView } from "./forecast";
import { readForecastView } from "./load-forecast.server";

/** The customers at risk that the address asks for. */
export function loadChurnRisk(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
  rowsPerPage: number = PAGE_SIZE,
): Promise<ChurnRiskView> {
  return openPage(context, shopId, params, now, async (page) => {
    const forecast = await readForecastView(page.tx, shopId, page.segment, now);
    const risk = forecast.state === "ready" ? await readRisk(page, params, now, rowsPerPage) : null;
    return { forecast, risk };
  });
}

async function readRisk(
  { tx, shopId, profile, segment }: OpenPage,
  params: URLSearchParams,
  now: EpochMs,
  rowsPerPage: number,
): Promise<ChurnRisk | null> {
  const forecast = await readForecast(tx, shopId, profile.definitionVersion);
  if (!forecast) return null;
  const choice = riskChoice(params);
  const lapsePointDays = await readLapsePointDays(tx, shopId);
  const query = {
    ...choice,
    segment,
    probabilityAliveBelow: PROBABLY_LEFT,
    lastPurchaseBefore: now - lapsePointDays * DAY_MS,
  };
  const { customers, loss } = await readRiskTotals(tx, shopId, forecast.version, query);
  const listed = await readPage(
    pageNumber(params),
    customers,
    (window) => readCustomersAtRisk(tx, shopId, forecast.version, query, window, choice.order),
    rowsPerPage,
  );
  return { ...listed, ...choice, lapsePointDays, loss };
}
