/** Why a customer is at risk: away for long, rather gone than not, or either. */
export const RISK_REASONS = ["any", "lapsed", "unlikely"] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

/** Customers of one purchase are many and bring little; those of several are few. */
export const RISK_BUYERS = ["all", "repeat", "once"] as const;
export type RiskBuyers = (typeof RISK_BUYERS)[number];

/** What a list of customers at risk can be sorted by. */
export const RISK_COLUMNS = [
  "last",
  "purchases",
  "value",
  "chance",
  "expected",
  "loss",
  "within30",
  "within90",
] as const;
export type RiskColumn = (typeof RISK_COLUMNS)[number];

export interface RiskOrder {
  readonly by: RiskColumn;
  readonly isAscending: boolean;
}

/** Which customers at risk, in which order. */
export interface RiskChoice {
  readonly reason: RiskReason;
  readonly buyers: RiskBuyers;
  readonly order: RiskOrder;
}

/** Chance below which a customer is rather gone than active. */
export const PROBABLY_LEFT = 0.5;

/** What an address asks for; anything unknown is all customers at risk, the greatest expected loss first. */
export function riskChoice(params: URLSearchParams): RiskChoice {
  const sort = params.get("sort") ?? "";
  const by = RISK_COLUMNS.find((column) => column === sort.replace(/^-/, ""));
  return {
    reason: RISK_REASONS.find((reason) => reason === params.get("risk")) ?? "any",
    buyers: RISK_BUYERS.find((buyers) => buyers === params.get("bought")) ?? "all",
    order: by ? { by, isAscending: !sort.startsWith("-") } : { by: "loss", isAscending: false },
  };
}

/** `sort` of an address: a column, with a minus before it for the largest first. */
export function riskSort({ by, isAscending }: RiskOrder): string {
  return isAscending ? by : `-${by}`;
}
