import { parentPort, workerData } from "node:worker_threads";
import { shopForecast } from "~/domain/clv/shop-forecast";
import type { ForecastJob } from "./forecast-in-thread.server";

// A thread that does one forecast and ends.
const { input, day, settings } = workerData as ForecastJob;
parentPort?.postMessage(shopForecast(input, day, settings));
