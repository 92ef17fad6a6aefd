const MINUTE_MS = 60_000;

/** Whether one more of `key` may pass at `now`: so many a minute, and what is counted is forgotten with its minute. */
export function perMinute(most: number): (key: string, now: number) => boolean {
  const passed = new Map<string, number>();
  let minute = 0;
  return (key, now) => {
    const current = Math.floor(now / MINUTE_MS);
    if (current !== minute) passed.clear();
    minute = current;
    const count = passed.get(key) ?? 0;
    if (count >= most) return false;
    passed.set(key, count + 1);
    return true;
  };
}
