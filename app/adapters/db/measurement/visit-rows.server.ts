import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { CartEpisode } from "~/domain/measurement/cart-episodes";
import type { Session } from "~/domain/measurement/sessions";
import { dayOf } from "~/domain/time/shop-time";
import { isOneOfKeys, keyValues, type VisitKey } from "./visit-rollups.server";

/** A session or a cart as its row, and all that is in it as a text: two rows of one text are the same. */
interface VisitRow {
  readonly key: VisitKey;
  readonly text: string;
}

/** What changes of what is stored: rows that go, and the texts of rows that come. */
export interface VisitChange {
  readonly gone: readonly VisitKey[];
  readonly come: readonly VisitRow[];
}

/** A row in the order of its columns, as JSON: what is stored and what is folded are compared by it. */
type Cells = Readonly<Record<string, unknown>>;

function sessionCells(session: Session, timeZone: string): Cells {
  const { startedAt, endedAt, device, source, landing, isNew, customerId, depth, checkoutDepth } = session;
  return {
    client: session.clientId,
    startedAt,
    endedAt,
    day: dayOf(startedAt, timeZone),
    device: device ?? "unknown",
    source,
    landing,
    isNew,
    customerId,
    depth,
    checkoutDepth,
    products: session.products.map(({ productId, views, knownViews, soldOutViews, adds }) => ({
      productId,
      views,
      knownViews,
      soldOutViews,
      adds,
    })),
    searches: session.searches.map(({ query, searches, withoutResult }) => ({ query, searches, withoutResult })),
    alerts: session.alerts.map(({ alert, shown }) => ({ alert, shown })),
    recommendations: session.recommendations.map(({ place, list, position, views, clicks }) => ({
      place,
      list,
      position,
      views,
      clicks,
    })),
  };
}

function cartCells({ clientId, startedAt, lastActivityAt, isBought }: CartEpisode, timeZone: string): Cells {
  return { client: clientId, startedAt, lastActivityAt, day: dayOf(startedAt, timeZone), isBought };
}

const epoch = (column: string) => `(extract(epoch FROM s.${column}) * 1000)::float8`;
/** Of JSON with its keys in the order of `sessionCells`: JSONB forgets it. */
const ordered = (column: string, keys: readonly string[]) =>
  `COALESCE((SELECT json_agg(json_build_object(${keys.map((key) => `'${key}', part -> '${key}'`).join(", ")}) ORDER BY place)
             FROM jsonb_array_elements(s.${column}) WITH ORDINALITY AS each (part, place)), '[]'::json)`;

const SESSION_COLUMNS = `encode(s.client_hash, 'hex') AS client, ${epoch("started_at")} AS "startedAt",
  ${epoch("ended_at")} AS "endedAt", s.day, s.device, s.source, s.landing, s.is_new AS "isNew",
  s.customer_id AS "customerId", s.depth, s.checkout_depth AS "checkoutDepth",
  ${ordered("products", ["productId", "views", "knownViews", "soldOutViews", "adds"])} AS products,
  ${ordered("searches", ["query", "searches", "withoutResult"])} AS searches,
  ${ordered("alerts", ["alert", "shown"])} AS alerts,
  ${ordered("recommendations", ["place", "list", "position", "views", "clicks"])} AS recommendations`;

const CART_COLUMNS = `encode(s.client_hash, 'hex') AS client, ${epoch("started_at")} AS "startedAt",
  ${epoch("last_activity_at")} AS "lastActivityAt", s.day, s.is_bought AS "isBought"`;

/** How the sessions of these clients differ from those stored of them. */
export async function sessionChange(
  tx: Tx,
  shopId: string,
  clients: readonly Buffer[],
  sessions: readonly Session[],
  timeZone: string,
): Promise<VisitChange> {
  const stored = await storedRows(tx, shopId, "storefront_session", SESSION_COLUMNS, clients);
  return changeBetween(stored, sessions.map((session) => sessionCells(session, timeZone)).map(rowOf));
}

/** How the carts of these clients differ from those stored of them. */
export async function cartChange(
  tx: Tx,
  shopId: string,
  clients: readonly Buffer[],
  carts: readonly CartEpisode[],
  timeZone: string,
): Promise<VisitChange> {
  const stored = await storedRows(tx, shopId, "cart_episode", CART_COLUMNS, clients);
  return changeBetween(stored, carts.map((cart) => cartCells(cart, timeZone)).map(rowOf));
}

async function storedRows(tx: Tx, shopId: string, table: string, columns: string, clients: readonly Buffer[]) {
  const { rows } = await tx.query<Cells>(
    `SELECT ${columns} FROM ${table} s WHERE s.shop_id = $1 AND s.client_hash = ANY ($2::bytea[])`,
    [shopId, clients],
  );
  return rows.map(rowOf);
}

function rowOf(cells: Cells): VisitRow {
  const key = { client: Buffer.from(String(cells.client), "hex"), startedAt: new Date(Number(cells.startedAt)) };
  return { key, text: JSON.stringify(cells) };
}

function changeBetween(stored: readonly VisitRow[], folded: readonly VisitRow[]): VisitChange {
  const [before, now] = [new Set(stored.map(({ text }) => text)), new Set(folded.map(({ text }) => text))];
  return {
    gone: stored.filter(({ text }) => !now.has(text)).map(({ key }) => key),
    come: folded.filter(({ text }) => !before.has(text)),
  };
}

export async function deleteVisits(
  tx: Tx,
  shopId: string,
  table: "storefront_session" | "cart_episode",
  keys: readonly VisitKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(`DELETE FROM ${table} s WHERE s.shop_id = $1 AND ${isOneOfKeys("$2", "$3")}`, [
    shopId,
    ...keyValues(keys),
  ]);
}

export async function insertSessions(tx: Tx, shopId: string, rows: readonly VisitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO storefront_session (shop_id, client_hash, started_at, ended_at, day, device, source, landing, is_new,
       customer_id, depth, checkout_depth, products, searches, alerts, recommendations)
     SELECT $1, decode(client, 'hex'), to_timestamp("startedAt" / 1000.0), to_timestamp("endedAt" / 1000.0), day, device,
            source, landing, "isNew", "customerId", depth, "checkoutDepth", products, searches, alerts, recommendations
     FROM jsonb_to_recordset($2::jsonb) AS folded (client text, "startedAt" float8, "endedAt" float8, day date,
       device text, source text, landing text, "isNew" boolean, "customerId" bigint, depth int, "checkoutDepth" int,
       products jsonb, searches jsonb, alerts jsonb, recommendations jsonb)`,
    [shopId, arrayOf(rows)],
  );
}

export async function insertCarts(tx: Tx, shopId: string, rows: readonly VisitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO cart_episode (shop_id, client_hash, started_at, last_activity_at, day, is_bought)
     SELECT $1, decode(client, 'hex'), to_timestamp("startedAt" / 1000.0), to_timestamp("lastActivityAt" / 1000.0), day,
            "isBought"
     FROM jsonb_to_recordset($2::jsonb) AS folded (client text, "startedAt" float8, "lastActivityAt" float8, day date,
       "isBought" boolean)`,
    [shopId, arrayOf(rows)],
  );
}

function arrayOf(rows: readonly VisitRow[]): string {
  return `[${rows.map(({ text }) => text).join(",")}]`;
}
