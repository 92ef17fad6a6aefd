import { forecast as en } from "../en/pages/forecast";

export const FORECAST_TEXTS = { en };
