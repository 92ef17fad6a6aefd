import type { EpochMs } from "../store/records/values";

const SECOND_MS = 1000;

/** Shopify dates to the second; so does everything here. */
export function toSecond(at: EpochMs): EpochMs {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** As GraphQL writes a `DateTime`: `2026-02-01T03:30:00Z`. */
export function utcText(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, -".000Z".length)}Z`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of UTC at that moment. */
export function offsetMinutes(at: EpochMs, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
  if (match?.[1] === undefined) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/** `-05:00` */
export function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

/** As REST payloads write a moment, in the shop's zone: `2026-01-31T22:30:00-05:00`. */
export function localText(at: EpochMs, timeZone: string): string {
  const minutes = offsetMinutes(at, timeZone);
  return utcText(at + minutes * 60_000).replace("Z", offsetText(minutes));
}

/** @throws {RangeError} unless the text names one moment: a date, a time and a zone. */
export function epochMs(text: string): EpochMs {
  const match = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.exec(text);
  const at = match === null ? Number.NaN : Date.parse(text);
  if (match === null || Number.isNaN(at)) throw new RangeError(`"${text}" is no moment such as "2026-02-01T03:30:00Z"`);
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
  if (date.getUTCDate() !== day) throw new RangeError(`"${text}" names a day that does not exist`);
  return at;
}
