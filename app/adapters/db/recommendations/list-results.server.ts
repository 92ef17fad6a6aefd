import type { Tx } from "~/adapters/db/connect/tenant.server";
import { NET } from "~/adapters/db/sql/ledger-sums.server";
import {
  ASSISTED_LINES,
  BOUGHT_LINES,
  nearRange,
  ROWS_OF_ASSISTED,
  sessionAt,
} from "~/adapters/db/sql/recommended-sales.server";
import type { MinorUnits } from "~/domain/money";
import type { DayRange } from "~/domain/time/reporting-window";
import { readMeasuredRecommendations } from "./measured-recommendations.server";

/** What sessions that began in a range did with recommendations. */
export interface Brought {
  /** Sessions that had one in view, or followed it without a script to say so. */
  readonly seen: number;
  /** Sessions that clicked one, or bought one put into the cart by the list's own button. */
  readonly clicking: number;
  /** Sessions that put a clicked product into the cart. */
  readonly adding: number;
  /** Kept value of the order lines of clicked products: assisted sales, an upper bound of what was brought. */
  readonly assistedSales: MinorUnits;
}

/** What one kind of list brought in one place. */
export interface ListResult extends Brought {
  readonly place: string;
  readonly list: string;
}

export interface ListResults {
  /** By place and list, most seen first. */
  readonly lists: readonly ListResult[];
  /** A session that saw several lists is one session. */
  readonly all: Brought;
}

/** Lists that sessions clicked a product of and put it into the cart. */
const CLICKED_AND_ADDED = `
  SELECT e.rec_place AS place, e.rec_list AS list, s.client_hash, s.started_at
  FROM storefront_event e
  CROSS JOIN LATERAL (${sessionAt("e", "at")}) s
  WHERE e.shop_id = $1 AND e.name = 'product_viewed' AND e.rec_place IS NOT NULL AND e.product_id IS NOT NULL
    AND ${nearRange("e.at")} AND e.at <= s.ended_at AND s.day BETWEEN $2 AND $3
    AND EXISTS (SELECT FROM jsonb_array_elements(s.products) part
                WHERE part ->> 'productId' = e.product_id::text AND (part ->> 'adds')::int > 0)`;

/** What one list tells of a session that bought by its button: whether the session is among its own already. */
const partOfList = (condition: string) => `
  EXISTS (SELECT FROM jsonb_array_elements(b.recommendations) part
          WHERE part ->> 'place' = b.place AND part ->> 'list' = b.list AND ${condition})`;

export async function readListResults(tx: Tx, shopId: string, range: DayRange): Promise<ListResults> {
  const { rows } = await tx.query<ListResult>(
    `WITH ${BOUGHT_LINES}, direct AS (
       SELECT DISTINCT ON (place, list, client_hash, started_at) * FROM bought_line WHERE list IS NOT NULL
     ), told AS (
       SELECT place, list, sessions AS seen, clicking, 0 AS adding, 0 AS sales
       FROM rollup_rec_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3
       UNION ALL
       SELECT place, list, (NOT ${partOfList("true")})::int, (NOT ${partOfList("(part ->> 'clicks')::int > 0")})::int, 0, 0
       FROM direct b
       UNION ALL
       SELECT place, list, 0, 0, 1, 0 FROM (
         ${CLICKED_AND_ADDED} UNION SELECT place, list, client_hash, started_at FROM direct
       ) adding
       UNION ALL
       SELECT a.place, a.list, 0, 0, 0, ${NET}
       FROM (${ASSISTED_LINES}) a CROSS JOIN LATERAL (${ROWS_OF_ASSISTED}) s
     )
     SELECT place, list, sum(seen)::float8 AS seen, sum(clicking)::float8 AS clicking, sum(adding)::float8 AS adding,
            sum(sales)::float8 AS "assistedSales"
     FROM told
     GROUP BY place, list
     HAVING sum(seen) > 0
     ORDER BY sum(seen) DESC, place, list`,
    values(shopId, range),
  );
  return { lists: rows, all: await readAll(tx, shopId, range) };
}

async function readAll(tx: Tx, shopId: string, range: DayRange): Promise<Brought> {
  const { seen, clicking, sales } = await readMeasuredRecommendations(tx, shopId, range);
  const { rows } = await tx.query<{ adding: number }>(
    `WITH ${BOUGHT_LINES}
     SELECT count(*)::float8 AS adding FROM (
       SELECT client_hash, started_at FROM (${CLICKED_AND_ADDED}) clicked
       UNION SELECT client_hash, started_at FROM bought_line WHERE list IS NOT NULL
     ) adding`,
    values(shopId, range),
  );
  return { seen, clicking, adding: rows[0]?.adding ?? 0, assistedSales: sales };
}

const values = (shopId: string, { from, to }: DayRange) => [shopId, from, to];
