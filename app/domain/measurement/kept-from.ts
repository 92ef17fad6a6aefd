import type { EpochMs } from "~/domain/time/shop-time";

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * From when on a client's events must be kept so that no session and no cart loses its beginning.
 *
 * @param spans - first and last moment of each of the client's sessions and carts.
 * @param wanted - what lies before may be forgotten.
 * @returns `wanted`, or the earlier beginning of what reaches over it.
 */
export function keptFrom(spans: readonly Span[], wanted: EpochMs): EpochMs {
  let from = wanted;
  for (;;) {
    const reaching = spans.filter((span) => span.from < from && span.to >= from);
    if (reaching.length === 0) return from;
    from = Math.min(...reaching.map((span) => span.from));
  }
}
