import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Versions of the purchases that lists are made of. */
export interface ListSource {
  readonly dataVersion: number;
  readonly definitionVersion: number;
  /** How they are made of them. */
  readonly recipeVersion: number;
}

/** What lists built now are made of; null when the app was never installed in the shop. */
export async function readListSource(tx: Tx, shopId: string): Promise<ListSource | null> {
  const { rows } = await tx.query<ListSource>(
    `SELECT data_version::float8 AS "dataVersion", definition_version AS "definitionVersion",
            ${RECIPE_VERSION} AS "recipeVersion"
       FROM shop_profile WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export interface RecommendationBuild {
  readonly status: "running" | "done" | "failed";
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly baskets: number;
  readonly products: number;
  readonly covered: number;
  /** Null when it did not get so far. */
  readonly source: ListSource | null;
}

/** Raised when lists of the same purchases come out otherwise. */
const RECIPE_VERSION = 4;

/** Builds kept per shop, besides the one in force. */
const KEPT_BUILDS = 30;

export async function startBuild(tx: Tx, shopId: string, buildId: string): Promise<void> {
  // A build whose worker died never ends by itself; the one that follows it says so.
  await tx.query(
    `UPDATE recommendation_build SET status = 'failed', reason = 'The build was interrupted.', finished_at = app_now()
      WHERE shop_id = $1 AND status = 'running'`,
    [shopId],
  );
  await tx.query(
    `INSERT INTO recommendation_build (shop_id, build_id, status, settings) VALUES ($1, $2, 'running', '{}')`,
    [shopId, buildId],
  );
  await tx.query(
    `DELETE FROM recommendation_build
      WHERE shop_id = $1
        AND started_at < (SELECT min(started_at) FROM (
              SELECT started_at FROM recommendation_build WHERE shop_id = $1
               ORDER BY started_at DESC LIMIT ${KEPT_BUILDS}) newest)
        AND started_at IS DISTINCT FROM
            (SELECT max(started_at) FROM recommendation_build WHERE shop_id = $1 AND status = 'done')`,
    [shopId],
  );
}

export async function finishBuild(
  tx: Tx,
  shopId: string,
  buildId: string,
  outcome: {
    status: "done" | "failed";
    reason?: string;
    source?: ListSource | null;
    settings?: object;
    baskets?: number;
    products?: number;
    covered?: number;
    /** What lists can be ranked beside those of the build by. */
    basis?: object;
  },
): Promise<void> {
  await tx.query(
    `UPDATE recommendation_build
        SET status = $3, reason = $4, settings = $5, baskets = $6, products = $7, covered = $8,
            data_version = $9, definition_version = $10, recipe_version = $11, basis = $12, finished_at = app_now()
      WHERE shop_id = $1 AND build_id = $2`,
    [
      shopId,
      buildId,
      outcome.status,
      outcome.reason ?? null,
      outcome.settings ?? {},
      outcome.baskets ?? 0,
      outcome.products ?? 0,
      outcome.covered ?? 0,
      outcome.source?.dataVersion ?? null,
      outcome.source?.definitionVersion ?? null,
      outcome.source?.recipeVersion ?? RECIPE_VERSION,
      outcome.basis ?? null,
    ],
  );
  // It is large, and of the build in force alone.
  if (outcome.basis) {
    await tx.query(
      "UPDATE recommendation_build SET basis = NULL WHERE shop_id = $1 AND build_id <> $2 AND basis IS NOT NULL",
      [shopId, buildId],
    );
  }
}

/** The newest build, and the newest one that succeeded, whose lists are in force. */
export async function readBuilds(
  tx: Tx,
  shopId: string,
): Promise<{ latest: RecommendationBuild | null; inForce: RecommendationBuild | null }> {
  const { rows } = await tx.query<RecommendationBuild>(
    `SELECT status, reason, started_at AS "startedAt", finished_at AS "finishedAt",
            baskets::float8 AS baskets, products, covered,
            CASE WHEN data_version IS NOT NULL THEN json_build_object(
              'dataVersion', data_version, 'definitionVersion', definition_version,
              'recipeVersion', recipe_version) END AS source
       FROM recommendation_build b
      WHERE shop_id = $1
        AND started_at IN (
          (SELECT max(started_at) FROM recommendation_build WHERE shop_id = $1),
          (SELECT max(started_at) FROM recommendation_build WHERE shop_id = $1 AND status = 'done'))
      ORDER BY started_at DESC`,
    [shopId],
  );
  return { latest: rows[0] ?? null, inForce: rows.find(({ status }) => status === "done") ?? null };
}

/** How the lists in force were ranked, when that was chosen, and what others can be ranked beside them by. */
export interface ListsInForce<Settings, Basis> {
  readonly chosenAt: string;
  readonly settings: Settings;
  readonly basis: Basis | null;
}

/** Of the newest build that succeeded, if it made lists as they are made now; null without one. */
export async function readListsInForce<Settings, Basis>(
  tx: Tx,
  shopId: string,
): Promise<ListsInForce<Settings, Basis> | null> {
  const { rows } = await tx.query<ListsInForce<Settings, Basis>>(
    `SELECT settings->>'chosenAt' AS "chosenAt", settings->'settings' AS settings, basis FROM recommendation_build
      WHERE shop_id = $1 AND status = 'done' AND recipe_version = $2 AND settings ? 'chosenAt'
      ORDER BY started_at DESC LIMIT 1`,
    [shopId, RECIPE_VERSION],
  );
  return rows[0] ?? null;
}
