/** Milliseconds `work` took, and what it gave. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** The sorted times of `rounds` runs. */
export async function timesOf(rounds: number, work: (round: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push((await timed(() => work(round))).ms);
  return times.sort((a, b) => a - b);
}

/** The value below which a share of the sorted times lies. */
export function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError("no times were taken");
  return value;
}

export const median = (sorted: readonly number[]) => percentile(sorted, 0.5);
