import type { Clock } from "../time/clock";

export interface BucketSettings {
  readonly maximum: number;
  readonly restorePerSecond: number;
}

export interface LeakyBucket {
  available(): number;
  /** Takes the points when they are there. */
  take(points: number): boolean;
  giveBack(points: number): void;
  drain(): void;
}

export const STANDARD_BUCKET: BucketSettings = { maximum: 2000, restorePerSecond: 100 };

export function leakyBucket({ maximum, restorePerSecond }: BucketSettings, clock: Clock): LeakyBucket {
  let points = maximum;
  let at = clock();
  function refill(): void {
    const now = clock();
    points = Math.min(maximum, points + (Math.max(0, now - at) / 1000) * restorePerSecond);
    at = now;
  }
  return {
    available() {
      refill();
      return Math.floor(points);
    },
    take(wanted) {
      refill();
      if (wanted > points) return false;
      points -= wanted;
      return true;
    },
    giveBack(unused) {
      points = Math.min(maximum, points + unused);
    },
    drain() {
      refill();
      points = 0;
    },
  };
}
