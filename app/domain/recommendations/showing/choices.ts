import type { Choices } from "./made-lists";

/** A product pinned beside another, in its place from the first. */
export interface Pin {
  readonly productId: string;
  readonly pinnedId: string;
}

/** A product shown nowhere, or not beside `besideId`, nor that one beside it. */
export interface Ban {
  readonly productId: string;
  readonly besideId: string | null;
}

/** @param pins - of each product in their order. */
export function choicesOf(pins: readonly Pin[], bans: readonly Ban[]): Choices {
  const pinned = new Map<string, string[]>();
  for (const { productId, pinnedId } of pins) pinned.set(productId, [...(pinned.get(productId) ?? []), pinnedId]);
  const everywhere = new Set(bans.flatMap(({ productId, besideId }) => (besideId === null ? [productId] : [])));
  const pairs = new Set(
    bans.flatMap(({ productId, besideId }) =>
      besideId === null ? [] : [`${productId} ${besideId}`, `${besideId} ${productId}`],
    ),
  );
  return {
    pinsOf: (productId) => pinned.get(productId) ?? [],
    isBanned: (productId) => everywhere.has(productId),
    isBannedPair: (productId, otherId) => pairs.has(`${productId} ${otherId}`),
  };
}

/** The order after one entry went one place up or down; the same where it cannot. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  return ids.with(from, ids[to]!).with(to, id);
}
