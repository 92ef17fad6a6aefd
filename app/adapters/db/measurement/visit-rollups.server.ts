import type { Tx } from "~/adapters/db/connect/tenant.server";
import { CHECKOUT_STEPS, FUNNEL_STEPS } from "~/domain/measurement/funnel";

/** Which sessions or carts of a shop: those of these clients that began at these moments, or all of them. */
export type VisitKeys = "all" | readonly VisitKey[];

export interface VisitKey {
  readonly client: Buffer;
  readonly startedAt: Date;
}

export type Sign = 1 | -1;

/** The values of `isOneOfKeys`. */
export function keyValues(keys: VisitKeys): [Buffer[] | null, Date[] | null] {
  if (keys === "all") return [null, null];
  return [keys.map(({ client }) => client), keys.map(({ startedAt }) => startedAt)];
}

/** Whether a row `s` is one of the keys bound to two parameters. */
export const isOneOfKeys = (clients: string, moments: string) =>
  `(${clients}::bytea[] IS NULL OR (s.client_hash, s.started_at) IN
     (SELECT * FROM unnest(${clients}::bytea[], ${moments}::timestamptz[])))`;

/** A rollup: the columns of its key and its sums, each by the SQL that makes it, from rows `s` of `from`. */
interface Rollup {
  readonly table: string;
  readonly of: "storefront_session" | "cart_episode";
  /** What is joined to the rows, one for one or many for one. */
  readonly beside?: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly sums: Readonly<Record<string, string>>;
}

const where = (condition: string) => `count(*) FILTER (WHERE ${condition})`;
const reached = (steps: readonly string[], depth: string) =>
  Object.fromEntries(steps.map((step, index) => [step, where(`${depth} > ${index}`)]));
const amount = (key: string) => `COALESCE(sum((part ->> '${key}')::bigint), 0)`;
const parts = (column: string) => `jsonb_array_elements(s.${column}) AS part`;
const IS_COMPLETED = `s.depth = ${FUNNEL_STEPS.length}`;

const {
  started: _started,
  completed: _completed,
  ...ofCheckout
} = reached(CHECKOUT_STEPS, "s.checkout_depth") as Record<(typeof CHECKOUT_STEPS)[number], string>;

const SESSION_DAY: Rollup = {
  table: "rollup_session_day",
  of: "storefront_session",
  beside: `CROSS JOIN LATERAL (SELECT ${amount("views")} AS views, ${amount("knownViews")} AS known,
             ${amount("soldOutViews")} AS sold_out FROM ${parts("products")}) looked
           CROSS JOIN LATERAL (SELECT ${amount("searches")} AS searches, ${amount("withoutResult")} AS without_result
             FROM ${parts("searches")}) searched
           CROSS JOIN LATERAL (SELECT count(*) AS traces, ${amount("clicks")} AS clicks
             FROM ${parts("recommendations")}) listed`,
  keys: { day: "s.day", device: "s.device", source: "s.source", landing: "s.landing", is_new: "s.is_new" },
  sums: {
    sessions: "count(*)",
    ...reached(FUNNEL_STEPS, "s.depth"),
    ...ofCheckout,
    searching: where("searched.searches > 0"),
    searching_completed: where(`searched.searches > 0 AND ${IS_COMPLETED}`),
    searches: "sum(searched.searches)",
    searches_without_result: "sum(searched.without_result)",
    views: "sum(looked.views)",
    known_views: "sum(looked.known)",
    sold_out_views: "sum(looked.sold_out)",
    recommended: where("listed.traces > 0"),
    recommended_clicking: where("listed.clicks > 0"),
  },
};

const PRODUCT_DAY: Rollup = {
  table: "rollup_product_view_day",
  of: "storefront_session",
  beside: `CROSS JOIN LATERAL (SELECT (part ->> 'productId')::bigint AS product_id, (part ->> 'views')::bigint AS views,
             (part ->> 'knownViews')::bigint AS known, (part ->> 'soldOutViews')::bigint AS sold_out,
             (part ->> 'adds')::bigint AS adds FROM ${parts("products")}
             WHERE part ->> 'productId' IS NOT NULL) product`,
  keys: { day: "s.day", product_id: "product.product_id" },
  sums: {
    sessions: where("product.views > 0"),
    views: "sum(product.views)",
    known_views: "sum(product.known)",
    sold_out_views: "sum(product.sold_out)",
    adding: where("product.adds > 0"),
  },
};

const SEARCH_DAY: Rollup = {
  table: "rollup_search_day",
  of: "storefront_session",
  beside: `CROSS JOIN LATERAL (SELECT decode(part ->> 'query', 'hex') AS query_hash,
             (part ->> 'searches')::bigint AS searches, (part ->> 'withoutResult')::bigint AS without_result
             FROM ${parts("searches")} WHERE part ->> 'query' IS NOT NULL) searched`,
  keys: { day: "s.day", query_hash: "searched.query_hash" },
  sums: {
    sessions: "count(*)",
    searches: "sum(searched.searches)",
    without_result: "sum(searched.without_result)",
    completed: where(IS_COMPLETED),
  },
};

const ALERT_DAY: Rollup = {
  table: "rollup_alert_day",
  of: "storefront_session",
  beside: `CROSS JOIN LATERAL (SELECT part ->> 'alert' AS alert, (part ->> 'shown')::bigint AS shown
             FROM ${parts("alerts")}) alerted`,
  keys: { day: "s.day", alert: "alerted.alert" },
  sums: { sessions: "count(*)", completed: where(IS_COMPLETED), shown: "sum(alerted.shown)" },
};

const REC_DAY: Rollup = {
  table: "rollup_rec_day",
  of: "storefront_session",
  beside: `CROSS JOIN LATERAL (SELECT part ->> 'place' AS place, part ->> 'list' AS list, ${amount("views")} AS views,
             ${amount("clicks")} AS clicks FROM ${parts("recommendations")} GROUP BY 1, 2) recommended`,
  keys: { day: "s.day", place: "recommended.place", list: "recommended.list" },
  sums: {
    sessions: "count(*)",
    views: "sum(recommended.views)",
    clicks: "sum(recommended.clicks)",
    clicking: where("recommended.clicks > 0"),
  },
};

const CART_DAY: Rollup = {
  table: "rollup_cart_day",
  of: "cart_episode",
  keys: { day: "s.day" },
  sums: { bought: where("s.is_bought"), unfinished: where("NOT s.is_bought") },
};

const SESSION_ROLLUPS = [SESSION_DAY, PRODUCT_DAY, SEARCH_DAY, ALERT_DAY, REC_DAY].map(statementOf);
const CART_ROLLUPS = [CART_DAY].map(statementOf);

/** Adds to the rollups what stored sessions contribute, or takes it out. */
export async function contributeSessions(tx: Tx, shopId: string, keys: VisitKeys, sign: Sign): Promise<void> {
  for (const statement of SESSION_ROLLUPS) await contribute(tx, shopId, statement, keys, sign);
}

/** Adds to the rollups what stored carts contribute, or takes it out. */
export async function contributeCarts(tx: Tx, shopId: string, keys: VisitKeys, sign: Sign): Promise<void> {
  for (const statement of CART_ROLLUPS) await contribute(tx, shopId, statement, keys, sign);
}

async function contribute(tx: Tx, shopId: string, statement: string, keys: VisitKeys, sign: Sign): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(statement, [shopId, sign, ...keyValues(keys)]);
}

/** Sessions `s` of which something holds, as the rollup of a day has them: rows of these columns. $1 is the shop. */
export function sessionCells(condition: string): { readonly columns: readonly string[]; readonly sql: string } {
  const { of, beside = "", keys, sums } = SESSION_DAY;
  const { day: _, ...kinds } = keys;
  const columns = { ...kinds, ...sums };
  return {
    columns: Object.keys(columns),
    sql: `SELECT ${Object.values(columns).join(", ")} FROM ${of} s ${beside}
          WHERE s.shop_id = $1 AND ${condition} GROUP BY ${Object.values(kinds).join(", ")}`,
  };
}

function statementOf({ table, of, beside = "", keys, sums }: Rollup): string {
  const [keyNames, sumNames] = [Object.keys(keys), Object.keys(sums)];
  return `INSERT INTO ${table} AS r (shop_id, ${[...keyNames, ...sumNames].join(", ")})
          SELECT s.shop_id, ${Object.values(keys).join(", ")},
                 ${Object.values(sums)
                   .map((sum) => `$2::bigint * ${sum}`)
                   .join(", ")}
          FROM ${of} s ${beside}
          WHERE s.shop_id = $1 AND ${isOneOfKeys("$3", "$4")}
          GROUP BY s.shop_id, ${Object.values(keys).join(", ")}
          ON CONFLICT (shop_id, ${keyNames.join(", ")}) DO UPDATE SET
            ${sumNames.map((name) => `${name} = r.${name} + EXCLUDED.${name}`).join(", ")}`;
}
