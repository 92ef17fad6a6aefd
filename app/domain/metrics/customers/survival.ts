/** How long one customer was waited for, and whether the wait ended with a purchase. */
export interface Wait {
  readonly days: number;
  readonly isBack: boolean;
}

/** One point of a Kaplan-Meier curve. */
export interface SurvivalPoint {
  /** Whole days since the first purchase. */
  readonly day: number;
  /** Share that came back by the end of that day: one less the survival. */
  readonly back: number;
  /** 95% interval of it. */
  readonly interval: readonly [low: number, high: number];
  /** Customers seen for longer than that day and not back by its end. */
  readonly atRisk: number;
}

/** A moment at which someone came back. */
export interface SurvivalStep {
  readonly days: number;
  /** Share not back after it. */
  readonly survival: number;
  /** Greenwood's sum of d / (n (n - d)) up to it; infinite once nobody is left. */
  readonly greenwood: number;
}

const Z95 = 1.959963984540054;

/**
 * Kaplan-Meier estimate (1958) of the share that is not back after so many days. Whoever is lost from sight counts as
 * not back for as long as seen.
 */
export function survivalSteps(waits: readonly Wait[]): SurvivalStep[] {
  // At the same time returns come first: who is lost from sight at that moment was still at risk.
  const ordered = waits.toSorted((a, b) => a.days - b.days || Number(b.isBack) - Number(a.isBack));
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let index = 0; index < ordered.length;) {
    const { days = 0 } = ordered[index] ?? {};
    let next = index;
    let returns = 0;
    for (; ordered[next]?.days === days; next++) if (ordered[next]?.isBack) returns += 1;
    const atRisk = ordered.length - index;
    if (returns > 0) {
      survival *= (atRisk - returns) / atRisk;
      greenwood += returns / (atRisk * (atRisk - returns));
      steps.push({ days, survival, greenwood });
    }
    index = next;
  }
  return steps;
}

/** First time with survival at or below `share`; null while it stays above. */
export function survivalQuantile(steps: readonly SurvivalStep[], share: number): number | null {
  return steps.find(({ survival }) => survival <= share + 1e-12)?.days ?? null;
}

/**
 * The curve at whole days from 0 on, for as long as someone is still waited for.
 *
 * The interval is Greenwood's (1926) on the log-log scale, which keeps it between 0 and 1.
 */
export function survivalCurve(waits: readonly Wait[], lastDay: number): SurvivalPoint[] {
  const steps = survivalSteps(waits);
  const ends = waits.map(({ days }) => days).sort((a, b) => a - b);
  const points: SurvivalPoint[] = [];
  let step = 0;
  let ended = 0;
  for (let day = 0; day <= lastDay; day++) {
    while ((steps[step]?.days ?? Number.POSITIVE_INFINITY) <= day) step += 1;
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= day) ended += 1;
    const atRisk = ends.length - ended;
    const { survival, greenwood } = steps[step - 1] ?? { survival: 1, greenwood: 0 };
    points.push({ day, back: 1 - survival, interval: backInterval(survival, greenwood), atRisk });
    if (atRisk === 0) break;
  }
  return points;
}

function backInterval(survival: number, greenwood: number): readonly [number, number] {
  if (survival >= 1) return [0, 0];
  if (survival <= 0) return [1, 1];
  const spread = (Z95 * Math.sqrt(greenwood)) / Math.log(survival);
  return [1 - survival ** Math.exp(spread), 1 - survival ** Math.exp(-spread)];
}
