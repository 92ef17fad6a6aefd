import { forecastQuality as en } from "../en/pages/forecast-quality";

export const FORECAST_QUALITY_TEXTS = { en };
