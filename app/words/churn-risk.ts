import { churnRisk as en } from "./en/churn-risk";

export const CHURN_RISK_TEXTS = { en };
