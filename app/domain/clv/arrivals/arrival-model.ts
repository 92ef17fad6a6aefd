/** What is believed of how new customers come before any were seen; variances of logarithms. */
interface Belief {
  /** Of one month beside its level and season, chance of whole customers apart. */
  readonly irregular: number;
  /** How far the level moves in a month. */
  readonly drift: number;
  /** Of the growth in a month. */
  readonly growth: number;
  /** Of a month of the year beside the others; 0 is no season. */
  readonly season: number;
}

/** Growth that is seen fades by this factor a month. */
const DAMPING = 0.9;
const SEASON_MONTHS = 12;

const BELIEFS: readonly Belief[] = [0.003, 0.015, 0.06].flatMap((irregular) =>
  [0.0003, 0.0015, 0.006].flatMap((drift) =>
    [0, 0.0001].flatMap((growth) => [0, 0.02, 0.12].map((season) => ({ irregular, drift, growth, season }))),
  ),
);

/**
 * How many new customers the next months bring.
 *
 * ln(n + 1/2) of a month is a level that drifts, a growth that fades (damped trend: Gardner and McKenzie 1985) and a
 * part of its month of the year, plus chance of variance 1/(n + 1/2) and more: a structural model (Harvey 1989) whose
 * state is followed by a Kalman filter. How much each part moves is not chosen: what 54 beliefs forecast is averaged
 * by how likely each makes the past (Hoeting et al. 1999), so a season is as good as none until a second year tells.
 *
 * @param arrivals - new customers by month, oldest first.
 * @returns one number for each of the `ahead` next months; zeros where nobody ever came.
 */
export function forecastArrivals(arrivals: readonly number[], ahead: number): number[] {
  if (arrivals.every((count) => count === 0)) return new Array<number>(ahead).fill(0);
  const paths = BELIEFS.map((belief) => follow(arrivals, ahead, belief));
  const best = Math.max(...paths.map(({ logLikelihood }) => logLikelihood));
  const weights = paths.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: ahead }, (_, month) =>
    paths.reduce((sum, { forecast }, index) => sum + (weights[index]! / total) * forecast[month]!, 0),
  );
}

/** The state is level, growth and a part for each month of the year. */
const SIZE = 2 + SEASON_MONTHS;
/** Before the first month the level may be anything. */
const ANY_LEVEL = 100;
/** Before anything is seen. */
const GROWTH_AT_FIRST = 25;

function follow(arrivals: readonly number[], ahead: number, { irregular, drift, growth, season }: Belief) {
  const state = new Float64Array(SIZE);
  const variance = Array.from({ length: SIZE }, (_, row) => new Float64Array(SIZE).fill(0, row));
  state[0] = Math.log(arrivals[0]! + 0.5);
  variance[0]![0] = ANY_LEVEL;
  variance[1]![1] = growth * GROWTH_AT_FIRST;
  for (let part = 2; part < SIZE; part++) variance[part]![part] = season;
  let logLikelihood = 0;
  for (const [month, count] of arrivals.entries()) {
    const part = 2 + (month % SEASON_MONTHS);
    const gain = Float64Array.from(variance, (row) => row[0]! + row[part]!);
    const noise = irregular + 1 / (count + 0.5);
    const spread = gain[0]! + gain[part]! + noise;
    const error = Math.log(count + 0.5) - state[0]! - state[part]!;
    // The first month only says where the level is.
    if (month > 0) logLikelihood -= 0.5 * (Math.log(spread) + (error * error) / spread);
    for (let row = 0; row < SIZE; row++) {
      state[row]! += (gain[row]! / spread) * error;
      for (let column = 0; column < SIZE; column++) variance[row]![column]! -= (gain[row]! * gain[column]!) / spread;
    }
    step(state, variance, drift, growth);
  }
  const forecast = Array.from({ length: ahead }, (_, month) => {
    const expected = Math.exp(state[0]! + state[2 + ((arrivals.length + month) % SEASON_MONTHS)]!);
    state[0]! += DAMPING * state[1]!;
    state[1]! *= DAMPING;
    return expected;
  });
  return { logLikelihood, forecast };
}

/** A month goes by: the level takes up the growth, which fades. */
function step(state: Float64Array, variance: Float64Array[], drift: number, growth: number): void {
  state[0]! += DAMPING * state[1]!;
  state[1]! *= DAMPING;
  const [level, slope] = [variance[0]!, variance[1]!];
  for (let column = 0; column < SIZE; column++) level[column]! += DAMPING * slope[column]!;
  for (let column = 0; column < SIZE; column++) slope[column]! *= DAMPING;
  for (const row of variance) {
    row[0]! += DAMPING * row[1]!;
    row[1]! *= DAMPING;
  }
  level[0]! += drift;
  slope[1]! += growth;
}
