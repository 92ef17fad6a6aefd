import { DAMPED_GRID, dampedPairs, type DampedSettings } from "../engines/damped-pairs";
import type { HeldOut } from "../held-out/hold-out";
import { itemTask } from "../held-out/item-task";
import { plainestWithinOneError } from "../held-out/paired-gain";

/**
 * How strongly a shop's pairs are damped, by its own held-out baskets: of all settings within one standard error of the
 * best, paired basket by basket, the plainest. Null when there is nothing to choose by.
 */
export function chooseDamped(heldOut: HeldOut): DampedSettings | null {
  const measured = DAMPED_GRID.map((settings) =>
    itemTask(dampedPairs(heldOut.training, settings, heldOut.now), heldOut),
  );
  const chosen = plainestWithinOneError(measured.map((measures) => measures?.ofBaskets ?? new Float64Array(0)));
  return chosen === null ? null : DAMPED_GRID[chosen]!;
}
