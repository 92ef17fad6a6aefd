import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { SurvivalPoint } from "~/domain/metrics/customers/survival";

/** Days a table of the curve names. */
const TABLE_DAYS = [0, 7, 14, 30, 60, 90, 120, 180, 270, 365];

/**
 * The curve as far as enough customers are waited for: each of the last few would move it by a jump. A shop of few
 * customers gets all of it.
 */
export function reliablePart(curve: readonly SurvivalPoint[]): readonly SurvivalPoint[] {
  const end = curve.findIndex(({ atRisk }) => atRisk < FEW_DATA);
  return end > 1 ? curve.slice(0, end) : curve;
}

/** The points of it that a table shows, the last one among them. */
export function tabledPoints(curve: readonly SurvivalPoint[]): readonly SurvivalPoint[] {
  const reliable = reliablePart(curve);
  const last = reliable.at(-1);
  return reliable.filter((point) => TABLE_DAYS.includes(point.day) || point === last);
}
