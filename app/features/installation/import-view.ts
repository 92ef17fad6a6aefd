import type { EpochMs } from "~/domain/time/shop-time";

/** What the pages show of an import. */
export interface ImportView {
  readonly phase: "none" | "waiting" | "importing" | "partial" | "ready" | "failed" | "needs_reauth";
  readonly parts: readonly ImportPartView[];
  /** Null while it runs. */
  readonly finishedAt: EpochMs | null;
  /** One sentence, when it failed or Shopify gave only a part. */
  readonly reason: string | null;
  /** Null until it can be told honestly. */
  readonly secondsLeft: number | null;
  /** True when Shopify grants only the last 60 days of orders. */
  readonly historyLimited: boolean;
  /** Orders of which something could not be used: not counted, or counted in an older version. */
  readonly ordersNotRead: { readonly missing: number; readonly stale: number };
}

export interface ImportPartView {
  /** orders, customers, products or checkouts */
  readonly kind: string;
  readonly done: number;
  /** Null when Shopify would not say. */
  readonly expected: number | null;
  readonly status: string;
}

/** Also while a shop that is all there is read once more: its phase stays `ready`. */
export function isImportRunning({ phase, finishedAt }: ImportView): boolean {
  if (phase === "waiting" || phase === "importing") return true;
  return (phase === "partial" || phase === "ready") && finishedAt === null;
}
