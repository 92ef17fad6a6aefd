/** A ShopifyQL query as far as the simulator understands it. */
export interface ReportQuery {
  readonly schema: "sales" | "sessions";
  readonly metrics: readonly string[];
  /** What rows are told apart by; null for one row a period. */
  readonly dimension: SessionDimension | null;
  /** Whether each day has rows of its own. */
  readonly byDay: boolean;
  /** Whether bots are left out. */
  readonly ofHumans: boolean;
  /** Days of the shop, both included. */
  readonly since: string;
  readonly until: string;
}

/** What sessions can be grouped by. */
const SESSION_DIMENSIONS = ["session_device_type", "referrer_source", "session_country"] as const;
export type SessionDimension = (typeof SESSION_DIMENSIONS)[number];

export const METRICS_OF = {
  sales: [
    "orders",
    "gross_sales",
    "discounts",
    "returns",
    "net_sales",
    "average_order_value",
    "customers",
    "returning_customer_rate",
  ],
  sessions: [
    "sessions",
    "sessions_with_cart_additions",
    "sessions_that_reached_checkout",
    "sessions_that_completed_checkout",
    "conversion_rate",
  ],
} as const;

const CLAUSES = /\b(FROM|SHOW|SINCE|UNTIL|WHERE|GROUP BY|TIMESERIES|COMPARE TO|HAVING|ORDER BY|LIMIT|WITH)\b/gi;
const UNTAUGHT = ["COMPARE TO", "HAVING", "ORDER BY", "LIMIT", "WITH"];

/**
 * Reads `FROM sales SHOW orders, net_sales SINCE 2026-01-01 UNTIL 2026-01-31`; days may be relative to `today`:
 * `-30d`, `yesterday`.
 *
 * @returns the query, or what is wrong with it as Shopify would list it in `parseErrors`.
 */
export function parseQuery(text: string, today: string): ReportQuery | readonly string[] {
  const clauses = new Map<string, string>();
  const marks = [...text.matchAll(CLAUSES)];
  if (marks.length === 0 || text.slice(0, marks[0]?.index).trim() !== "") {
    return [`Line 1 Column 1: mismatched input '${text.trim().split(/\s/)[0] ?? ""}' expecting 'FROM'`];
  }
  marks.forEach((mark, index) => {
    const content = text.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length);
    clauses.set(mark[0].toUpperCase().replace(/\s+/g, " "), content.trim());
  });
  for (const clause of UNTAUGHT) {
    if (clauses.has(clause)) return [`${clause} is absent in the simulator: teach it in test/simulator/shopifyql.`];
  }
  const schema = clauses.get("FROM")?.toLowerCase();
  if (schema !== "sales" && schema !== "sessions") return [`Table '${clauses.get("FROM") ?? ""}' does not exist`];
  const metrics = (clauses.get("SHOW") ?? "").split(",").map((name) => name.trim());
  const known: readonly string[] = METRICS_OF[schema];
  const errors = metrics.flatMap((name) => {
    if (name === "") return ["SHOW needs at least one metric"];
    return known.includes(name) ? [] : [`Column '${name}' not found in table '${schema}'`];
  });
  const rows = rowsOf(clauses, schema);
  if (Array.isArray(rows)) errors.push(...rows);
  const since = dayOf(clauses.get("SINCE") ?? "-30d", today);
  const until = dayOf(clauses.get("UNTIL") ?? "today", today);
  if (since === null) errors.push(`Invalid date '${clauses.get("SINCE") ?? ""}' in SINCE`);
  if (until === null) errors.push(`Invalid date '${clauses.get("UNTIL") ?? ""}' in UNTIL`);
  if (since !== null && until !== null && since > until) errors.push("SINCE must not lie after UNTIL");
  if (errors.length > 0 || since === null || until === null || Array.isArray(rows)) return errors;
  return { schema, metrics, since, until, ...(rows as RowClauses) };
}

type RowClauses = Pick<ReportQuery, "dimension" | "byDay" | "ofHumans">;

/** What the clauses say of the rows, or what is wrong with them. */
function rowsOf(clauses: ReadonlyMap<string, string>, schema: ReportQuery["schema"]): RowClauses | string[] {
  const [where, group, series] = [clauses.get("WHERE"), clauses.get("GROUP BY"), clauses.get("TIMESERIES")];
  const errors: string[] = [];
  if (schema === "sales" && [where, group, series].some((clause) => clause !== undefined)) {
    return [
      "Of sales, WHERE, GROUP BY and TIMESERIES are absent in the simulator: teach it in test/simulator/shopifyql.",
    ];
  }
  const ofHumans = where !== undefined && /^human_or_bot_session\s*=\s*'human'$/i.test(where);
  if (where !== undefined && !ofHumans) errors.push(`WHERE ${where} is absent in the simulator.`);
  const dimension = SESSION_DIMENSIONS.find((name) => name === group) ?? null;
  if (group !== undefined && dimension === null) errors.push(`GROUP BY ${group} is absent in the simulator.`);
  if (series !== undefined && series.toLowerCase() !== "day") {
    errors.push(`TIMESERIES ${series} is absent in the simulator.`);
  }
  return errors.length > 0 ? errors : { dimension, byDay: series !== undefined, ofHumans };
}

const DAY_MS = 86_400_000;

function dayOf(text: string, today: string): string | null {
  const name = text.toLowerCase();
  if (name === "today") return today;
  if (name === "yesterday") return shifted(today, -1);
  const relative = /^-(\d{1,5})d$/.exec(name);
  if (relative !== null) return shifted(today, -Number(relative[1]));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
