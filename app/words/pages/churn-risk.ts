import { churnRisk as en } from "../en/pages/churn-risk";

export const CHURN_RISK_TEXTS = { en };
