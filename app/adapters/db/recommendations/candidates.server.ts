import { copyThrough } from "~/adapters/db/connect/copy-rows.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { CandidateListKind } from "~/domain/recommendations/showing/list-kinds";
import type { Candidate } from "~/domain/recommendations/showing/made-lists";

/** The product id of lists that belong to the shop as a whole. */
export const WHOLE_SHOP = "0";

export interface StoredCandidates {
  readonly productId: string;
  readonly list: CandidateListKind;
  readonly candidates: readonly Candidate[];
}

const KEY = ["shop_id", "product_id", "list"];
const CONTENT = ["candidate_ids", "weights", "together", "customers", "lifts"];
const COLUMNS = [...KEY, ...CONTENT];

/**
 * Stores these candidates, and drops those of products that have no lists any more; lists that are as they were, and
 * those that are not among the given, stay untouched.
 *
 * @param productIds - all products with lists, besides the shop.
 * @returns how many lists were written.
 */
export async function storeCandidates(
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
  lists: Iterable<StoredCandidates>,
): Promise<number> {
  await tx.query(`DELETE FROM candidate_list WHERE shop_id = $1 AND NOT product_id = ANY($2::bigint[])`, [
    shopId,
    [WHOLE_SHOP, ...productIds],
  ]);
  return copyThrough(tx, "candidate_list", COLUMNS, rowsOf(shopId, lists), {
    text: `INSERT INTO candidate_list (${COLUMNS.join(", ")})
           SELECT ${COLUMNS.join(", ")} FROM incoming_candidate_list
           ON CONFLICT (${KEY.join(", ")})
             DO UPDATE SET ${CONTENT.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}
             WHERE (${prefixed("candidate_list")}) IS DISTINCT FROM (${prefixed("EXCLUDED")})`,
    values: [],
  });
}

/** How many products something goes well with. */
export async function countCovered(tx: Tx, shopId: string): Promise<number> {
  const { rows } = await tx.query<{ covered: number }>(
    `SELECT count(*)::int AS covered FROM candidate_list
      WHERE shop_id = $1 AND list = 'together' AND cardinality(candidate_ids) > 0`,
    [shopId],
  );
  return rows[0]!.covered;
}

function* rowsOf(shopId: string, lists: Iterable<StoredCandidates>) {
  for (const list of lists) yield rowOf(shopId, list);
}

const prefixed = (table: string) => CONTENT.map((column) => `${table}.${column}`).join(", ");

function rowOf(shopId: string, { productId, list, candidates }: StoredCandidates) {
  const numbers = (value: (candidate: Candidate) => number) => candidates.map((each) => String(value(each)));
  return [
    shopId,
    productId,
    list,
    candidates.map((candidate) => candidate.productId),
    numbers(({ weight }) => weight),
    numbers(({ evidence }) => evidence?.together ?? 0),
    numbers(({ evidence }) => evidence?.customers ?? 0),
    numbers(({ evidence }) => evidence?.lift ?? 0),
  ];
}

interface Row {
  readonly productId: string;
  readonly list: CandidateListKind;
  readonly ids: readonly string[];
  readonly weights: readonly number[];
  readonly together: readonly number[];
  readonly customers: readonly number[];
  readonly lifts: readonly number[];
}

/** The candidates of these products, or of the shop. */
export async function readCandidates(
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
): Promise<StoredCandidates[]> {
  const { rows } = await tx.query<Row>(
    `SELECT product_id AS "productId", list, candidate_ids::text[] AS ids, weights, together, customers, lifts
       FROM candidate_list WHERE shop_id = $1 AND product_id = ANY($2::bigint[])`,
    [shopId, productIds],
  );
  return rows.map(({ productId, list, ids, weights, together, customers, lifts }) => ({
    productId,
    list,
    candidates: ids.map((id, at) => ({
      productId: id,
      weight: weights[at]!,
      evidence: together[at]! > 0 ? { together: together[at]!, customers: customers[at]!, lift: lifts[at]! } : null,
    })),
  }));
}
