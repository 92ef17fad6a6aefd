import { withShop } from "~/adapters/db/connect/tenant.server";
import type { ImportPart, ImportRun } from "~/adapters/db/inbox/imports.server";
import { findParts, latestRuns } from "~/adapters/db/inbox/imports.server";
import { countOrdersNotRead, type OrdersNotRead } from "~/adapters/db/inbox/unreadable-orders.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { AppContext } from "~/context/context.server";

export interface ImportState {
  /**
   * `partial`: the newest month can be seen and the rest is coming, or Shopify gave only a part; `ready`: everything is
   * there, even while it is imported once more.
   */
  readonly phase: "none" | "waiting" | "importing" | "partial" | "ready" | "failed" | "needs_reauth";
  readonly parts: readonly {
    readonly kind: string;
    /** Objects of the shop (not their lines) that have arrived. */
    readonly done: number;
    readonly expected: number | null;
    readonly status: string;
    /** Lines of Shopify's file, and those that could not be used. */
    readonly rows: number;
    readonly deadRows: number;
  }[];
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly reason: string | null;
  readonly secondsLeft: number | null;
  /** Shopify shows only the last 60 days of orders. */
  readonly historyLimited: boolean;
  readonly ordersNotRead: OrdersNotRead;
}

const UNFINISHED = ["requested", "downloading", "merging"];
const isOpen = (run: ImportRun) => UNFINISHED.includes(run.status);

/** Where the import of a shop stands, in objects really counted. */
export async function importState(context: AppContext, shopId: string): Promise<ImportState> {
  const shop = await findShop(context.db, shopId);
  return withShop(context.db, shopId, async (tx) => {
    const { recent, full } = await latestRuns(tx, shopId);
    const profile = await readShopProfile(tx, shopId);
    const parts = full === null ? [] : await findParts(tx, shopId, full.importId);
    return {
      phase: phaseOf({
        recent,
        full,
        parts,
        hasImported: (profile?.importedAt ?? null) !== null,
        needsReauth: shop?.needsReauth ?? false,
      }),
      parts: parts.map((part) => ({
        kind: part.objectKind,
        done: part.rootCount,
        expected: part.expectedCount,
        status: part.status,
        rows: part.stagedRows + part.deadRows,
        deadRows: part.deadRows,
      })),
      startedAt: full?.startedAt.getTime() ?? null,
      finishedAt: full?.finishedAt?.getTime() ?? null,
      reason: full?.reason ?? null,
      secondsLeft: full === null ? null : secondsLeft(full, parts, context.now()),
      historyLimited: profile !== null && !profile.grantedScopes.includes("read_all_orders"),
      ordersNotRead: await countOrdersNotRead(tx, shopId),
    };
  });
}

interface Standing {
  readonly recent: ImportRun | null;
  readonly full: ImportRun | null;
  readonly parts: readonly ImportPart[];
  readonly hasImported: boolean;
  readonly needsReauth: boolean;
}

function phaseOf({ recent, full, parts, hasImported, needsReauth }: Standing): ImportState["phase"] {
  if (needsReauth) return "needs_reauth";
  if (full === null) return "none";
  if (hasImported) return "ready";
  if (full.status === "failed") return "failed";
  if (full.status === "partial" || recent?.status === "done") return "partial";
  if (isOpen(full) && parts.every(({ bulkOperationId }) => bulkOperationId === null)) return "waiting";
  return "importing";
}

const HONEST_SHARE = 0.05;

/** Read from the pace so far, once there is one. */
function secondsLeft(run: ImportRun, parts: readonly ImportPart[], now: number): number | null {
  if (!isOpen(run)) return null;
  let done = 0;
  let expected = 0;
  for (const part of parts) {
    if (part.expectedCount === null) return null;
    done += Math.min(part.rootCount, part.expectedCount);
    expected += part.expectedCount;
  }
  if (expected === 0 || done / expected < HONEST_SHARE) return null;
  return Math.ceil(((now - run.startedAt.getTime()) / 1000) * (expected / done - 1));
}
