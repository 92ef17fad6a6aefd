import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { below, type Figure } from "./figure";

/** What the forecast of a shop took. */
export interface ShopForecastCost {
  readonly processorMs: number;
  /** Of the whole process, the thread that calculates included. */
  readonly peakMb: number;
}

const FORECAST_ONE_SHOP = fileURLToPath(new URL("./forecast-one-shop.ts", import.meta.url));
const PROCESSOR_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MB = 500;

/** The nightly forecast of a shop, rejected candidates included, in a process and thread of its own. */
export async function forecastShopFigures(customers: number): Promise<Figure[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    FORECAST_ONE_SHOP,
    String(customers),
  ]);
  const { processorMs, peakMb } = JSON.parse(stdout) as ShopForecastCost;
  return [
    below({ name: "forecast_shop", value: processorMs, unit: "ms" }, PROCESSOR_LIMIT_MS),
    below({ name: "forecast_shop_memory", value: peakMb, unit: "MB" }, MEMORY_LIMIT_MB),
  ];
}
