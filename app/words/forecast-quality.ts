import { forecastQuality as en } from "./en/forecast-quality";

export const FORECAST_QUALITY_TEXTS = { en };
