import type { Tx } from "~/adapters/db/connect/tenant.server";
import { WORDS_KEPT_FROM_SESSIONS } from "~/domain/measurement/search-text";

/**
 * Keeps the words of searches that enough sessions used; of all others only the hash is kept.
 *
 * @param searches - what was searched for, by its hash in hexadecimal digits.
 */
export async function keepSearchWords(tx: Tx, shopId: string, searches: ReadonlyMap<string, string>): Promise<void> {
  if (searches.size === 0) return;
  await tx.query(
    `WITH searched AS (
       SELECT decode(hash, 'hex') AS query_hash, words FROM unnest($2::text[], $3::text[]) AS searched (hash, words)
     ), unknown AS (
       SELECT query_hash, words FROM searched
       WHERE query_hash NOT IN (SELECT query_hash FROM search_word WHERE shop_id = $1)
     ), searcher AS (
       SELECT DISTINCT e.client_hash FROM storefront_event e
       WHERE e.shop_id = $1 AND e.query_hash IN (SELECT query_hash FROM unknown)
     ), event AS (
       SELECT e.client_hash, e.query_hash,
              sum(e.begins) OVER (PARTITION BY e.client_hash ORDER BY e.at, e.seq, e.event_id) AS session
       FROM (
         SELECT e.client_hash, e.query_hash, e.at, e.seq, e.event_id,
                (e.at - lag(e.at) OVER (PARTITION BY e.client_hash ORDER BY e.at, e.seq, e.event_id)
                  > interval '30 minutes')::int AS begins
         FROM storefront_event e
         WHERE e.shop_id = $1 AND e.client_hash IN (SELECT client_hash FROM searcher)
       ) e
     )
     INSERT INTO search_word (shop_id, query_hash, words)
     SELECT $1, u.query_hash, u.words
     FROM unknown u
     JOIN (
       SELECT query_hash, count(DISTINCT (client_hash, COALESCE(session, 0))) AS sessions FROM event
       WHERE query_hash IS NOT NULL GROUP BY query_hash
     ) used ON used.query_hash = u.query_hash AND used.sessions >= ${WORDS_KEPT_FROM_SESSIONS}
     ON CONFLICT DO NOTHING`,
    [shopId, [...searches.keys()], [...searches.values()]],
  );
}
