import { forecast as en } from "./en/forecast";

export const FORECAST_TEXTS = { en };
