import { seededRandom } from "~/domain/numeric/random";

const SEED = 20_261_130;

/** So many of them in the order they stand, the same ones in every run; all where there are no more. */
export function sampleOf<T>(all: readonly T[], count: number): T[] {
  const random = seededRandom(SEED);
  const drawn = all.map((each, index) => ({ each, index, lot: random() }));
  return drawn
    .sort((one, other) => one.lot - other.lot)
    .slice(0, count)
    .sort((one, other) => one.index - other.index)
    .map(({ each }) => each);
}
