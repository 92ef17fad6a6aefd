/** Where the step of an axis goes up to the next of 1, 2, 5 and 10: halfway between them by ratio. */
const STEPS = [
  { from: Math.sqrt(50), digit: 10 },
  { from: Math.sqrt(10), digit: 5 },
  { from: Math.sqrt(2), digit: 2 },
  { from: 0, digit: 1 },
];

/**
 * Round numbers that a reader can count between, about `count` steps apart, from at or below `low` to at or above
 * `high`: 0, 5, 10, 15 for 0 to 13.
 *
 * @throws {RangeError} unless low < high.
 */
export function niceTicks(low: number, high: number, count: number): number[] {
  if (!(low < high)) throw new RangeError(`an axis needs a lowest value below its highest, not ${low} and ${high}`);
  const at = stepsOf(niceStep(low, high, count));
  const first = Math.floor(low / at(1));
  const last = Math.ceil(high / at(1));
  // The rounded ends lie further apart, which may ask for wider steps.
  const isWider = stepsOf(niceStep(at(first), at(last), count))(1) > at(1);
  if (isWider) return niceTicks(at(first), at(last), count);
  return Array.from({ length: last - first + 1 }, (_, index) => at(first + index));
}

interface Step {
  readonly digit: number;
  readonly power: number;
}

function niceStep(low: number, high: number, count: number): Step {
  const asked = (high - low) / count;
  const power = Math.floor(Math.log10(asked));
  const digit = STEPS.find(({ from }) => asked / 10 ** power >= from)?.digit ?? 1;
  return { digit, power };
}

/** Multiples of a step. They stay whole numbers until the last moment: 3 * 0.1 is not 0.3. */
function stepsOf({ digit, power }: Step): (index: number) => number {
  return (index) => (power < 0 ? (index * digit) / 10 ** -power : index * digit * 10 ** power);
}
