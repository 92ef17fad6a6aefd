/** The time as epoch milliseconds. Everything the simulator dates, expires or waits for reads this. */
export type Clock = () => number;

export interface ManualClock {
  readonly now: Clock;
  advance(ms: number): void;
  set(epochMs: number): void;
}

/** A clock that only moves when told to. */
export function manualClock(startEpochMs: number): ManualClock {
  let current = startEpochMs;
  return {
    now: () => current,
    advance(ms) {
      current += ms;
    },
    set(epochMs) {
      current = epochMs;
    },
  };
}
