import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import { MOST_SHOWN } from "./list-kinds";

/** What a storefront list holds. */
export interface ListContent {
  readonly listedIds: readonly string[];
  /** Parallel to them in a cart's list, else empty. */
  readonly weights: readonly number[];
}

/** What no place shows at first may be this old. */
const TAIL_LIVES_MS = 7 * DAY_MS;

/**
 * Whether a list must be written: none stands yet, what shoppers see is otherwise, something stands in it that must not,
 * or what lies behind is a week old.
 *
 * @param isWrong - products that must stand in no list.
 */
export function mustBeWritten(
  wanted: ListContent,
  standing: (ListContent & { readonly writtenAt: EpochMs }) | undefined,
  now: EpochMs,
  isWrong: (productId: string) => boolean,
): boolean {
  if (standing === undefined) return true;
  if (!isSame(shownOf(wanted.listedIds), shownOf(standing.listedIds))) return true;
  if (isSameContent(wanted, standing)) return false;
  return now - standing.writtenAt >= TAIL_LIVES_MS || standing.listedIds.some(isWrong);
}

export function isSameContent(one: ListContent, other: ListContent): boolean {
  return isSame(one.listedIds, other.listedIds) && isSame(one.weights, other.weights);
}

const shownOf = (ids: readonly string[]) => ids.slice(0, MOST_SHOWN);

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

/** The content without products that are gone; the same object when none was in it. */
export function withoutProducts<C extends ListContent>(content: C, isGone: (productId: string) => boolean): C {
  const kept = content.listedIds.flatMap((id, at) => (isGone(id) ? [] : [at]));
  if (kept.length === content.listedIds.length) return content;
  return {
    ...content,
    listedIds: kept.map((at) => content.listedIds[at]!),
    weights: content.weights.length === 0 ? [] : kept.map((at) => content.weights[at]!),
  };
}
