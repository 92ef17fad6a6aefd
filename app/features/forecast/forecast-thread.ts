import { parentPort, workerData } from "node:worker_threads";
import { shopForecast } from "~/domain/clv/shop-forecast";
import type { ForecastJob } from "./forecast-in-thread.server";

// A thread that does one forecast and ends.
const { input, day, settings } = workerData as ForecastJob;
const forecast = shopForecast(input, day, settings);
const columns: ArrayBufferView<ArrayBufferLike>[] = Object.values(forecast.customers).flatMap((column) =>
  ArrayBuffer.isView(column) ? [column] : Object.values<Float64Array>(column),
);
// Moved, not copied.
parentPort?.postMessage(forecast, [...new Set(columns.map(({ buffer }) => buffer as ArrayBuffer))]);
