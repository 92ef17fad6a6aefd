/** Squared errors of earlier forecasts, by which a variance of logarithms is told. */
export interface SquaredErrors {
  /** One per cut, half a horizon apart; none where nothing was seen yet. */
  readonly squares: readonly number[];
  /** Horizon they were measured over, as a part of the one that is asked about. */
  readonly measuredPart: number;
  /** How much larger the variance is over the horizon that is asked about. */
  readonly growth: number;
  /** Whether the shop was old enough at each cut for a forecast to be shown. */
  readonly isMature: boolean;
  /** Nobody is surer than this variance. */
  readonly least: number;
}

/** The prior weighs as much as so many half horizons of the shop's own: shops differ by far more than a factor. */
const PRIOR_WEIGHT = 0.3;
/** A variance that is not well known is taken for larger, by this part of the variance of its logarithm. */
const CAUTION = 0.375;
/** Cuts of a shop that was too young then tell less. */
const YOUNG_WEIGHT = 0.5;

/**
 * The mean of squared errors, drawn towards a prior on the scale of logarithms and taken for larger the less is known.
 * Cuts half a horizon apart count as (cuts + 1) / 2 horizons, fewer where a shorter horizon stands in.
 */
export function drawnVariance(prior: number, errors: SquaredErrors): number {
  const { squares, measuredPart, growth, isMature, least } = errors;
  let weight = PRIOR_WEIGHT;
  let log = PRIOR_WEIGHT * Math.log(prior);
  if (squares.length > 0) {
    const horizons = ((squares.length + 1) / 2) * Math.sqrt(measuredPart) * (isMature ? 1 : YOUNG_WEIGHT);
    const square = squares.reduce((sum, each) => sum + each, 0) / squares.length + least;
    log += (horizons / 2) * Math.log(square * growth);
    weight += horizons / 2;
  }
  return Math.exp((log + CAUTION) / weight);
}
