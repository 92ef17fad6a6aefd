const DAY_MS = 86_400_000;

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

let knownDay = NaN;
let knownDate = "";

/** Whole seconds as `2026-11-20T18:03:59Z`; most calls fall on the day of the one before. */
export function iso(epochMs: number): string {
  const day = Math.floor(epochMs / DAY_MS);
  if (day !== knownDay) {
    knownDay = day;
    knownDate = new Date(day * DAY_MS).toISOString().slice(0, 11);
  }
  const seconds = Math.floor((epochMs - day * DAY_MS) / 1000);
  const part = (value: number) => TWO_DIGITS[value] ?? "";
  return `${knownDate}${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}Z`;
}
