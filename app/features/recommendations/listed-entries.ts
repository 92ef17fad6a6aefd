import { isWorthShowing } from "~/domain/recommendations/pair-evidence";
import type { Filler, ShownProduct } from "~/domain/recommendations/showing/made-lists";

export interface ListedEntry {
  readonly rank: number;
  readonly productId: string;
  readonly title: string;
  readonly filledBy: Filler;
  /** Counts a merchant may be shown; null when too few baskets or customers stand behind them. */
  readonly evidence: { readonly together: number; readonly lift: number } | null;
}

/** A list as the page says it. */
export function entriesOf(
  list: readonly ShownProduct[],
  shelf: ReadonlyMap<string, { readonly title: string }>,
): ListedEntry[] {
  return list.map(({ productId, filledBy, evidence }, at) => ({
    rank: at + 1,
    productId,
    title: shelf.get(productId)!.title,
    filledBy,
    evidence: evidence && isWorthShowing(evidence) ? { together: evidence.together, lift: evidence.lift } : null,
  }));
}
