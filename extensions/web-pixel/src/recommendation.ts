/** Where recommendations stood, which list they came from and, of a single one, its position from 1. */
export interface Recommendation {
  readonly place: string;
  readonly list: string;
  readonly position?: number;
}

/** The link of a recommendation says so itself, as in `?cb=product.together.2`: that survives what a click starts. */
export function clickedRecommendation(search: string | undefined): Recommendation | undefined {
  const [, place, list, position] =
    /^([a-z_]+)\.([a-z_]+)\.([1-9]\d?)$/.exec(new URLSearchParams(search).get("cb") ?? "") ?? [];
  return place === undefined || list === undefined ? undefined : { place, list, position: Number(position) };
}

/** What the theme block says of a list; any script of a page can publish under its name. */
export function shownRecommendations(data: unknown): Recommendation | null {
  const { place, list } = (data ?? {}) as Partial<Record<string, unknown>>;
  const isName = (value: unknown): value is string => typeof value === "string" && /^[a-z_]{1,20}$/.test(value);
  return isName(place) && isName(list) ? { place, list } : null;
}
