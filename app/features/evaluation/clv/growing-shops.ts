import { randomNormal, seededRandom } from "~/domain/numeric/random";
import { DAYS, type DriftingShop, driftingShop } from "./drifting-shops";

/** How new customers come to a simulated shop. */
interface Stream {
  readonly seed: number;
  /** How much more than in the mean come at the height of the season, as a part of it. */
  readonly season: number;
  /** Of a year, in the beginning; half of it is left after a year. */
  readonly growth: number;
  /** Standard deviation of the steps of a month in which the level wanders. */
  readonly wander: number;
}

const KINDS: readonly (Omit<Stream, "seed"> & { readonly name: string })[] = [
  { name: "steady", season: 0, growth: 0, wander: 0.03 },
  { name: "an autumn season", season: 0.5, growth: 0, wander: 0.03 },
  { name: "growth that fades", season: 0, growth: 0.6, wander: 0.05 },
  { name: "season and growth", season: 0.5, growth: 0.4, wander: 0.05 },
  { name: "a stream that wanders", season: 0.2, growth: 0, wander: 0.12 },
];
const SHOPS_OF_A_KIND = 4;

/** Simulated shops of three years whose new customers come by season, growth and chance: four of each of five kinds. */
export function growingShops(): (DriftingShop & { readonly kind: string })[] {
  return KINDS.flatMap(({ name: kind, ...stream }, index) =>
    Array.from({ length: SHOPS_OF_A_KIND }, (_, each) => {
      const seed = 100 + index * SHOPS_OF_A_KIND + each;
      const arrivals = dailyArrivals({ ...stream, seed });
      return { ...driftingShop(`${kind} ${each + 1}`, { seed, arrivals: (day) => arrivals[day]! }), kind };
    }),
  );
}

/** First purchases a day, over their mean: whole customers, by chance. */
function dailyArrivals({ seed, season, growth, wander }: Stream): number[] {
  const random = seededRandom(seed + 1000);
  const steps = Array.from({ length: Math.ceil(DAYS / 30) + 1 }, () => wander * randomNormal(random));
  const height = 365 * random();
  let level = 0;
  return Array.from({ length: DAYS }, (_, day) => {
    if (day % 30 === 0) level += steps[day / 30]! + ((30 / 365) * growth) / 2 ** (day / 365);
    return Math.exp(level + season * Math.cos((2 * Math.PI * (day - height)) / 365));
  });
}
