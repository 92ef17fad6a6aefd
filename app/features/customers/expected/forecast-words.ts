import type { ForecastFinding } from "~/domain/clv/forecast-shop";
import type { ForecastGrade } from "~/domain/clv/back-test/grade";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { NOT_AVAILABLE, type Formatters } from "~/ui/formatters";

export const GRADE_NAMES: Readonly<Record<ForecastGrade["grade"], string>> = {
  good: "Good",
  fair: "Fair",
  poor: "Poor",
};

/** What earns each grade. */
export const GRADE_RULES: Readonly<Record<ForecastGrade["grade"], string>> = {
  good: "within 10% of what came, and closer per customer than repeating past rates",
  fair: "within 25% of what came",
  poor: "more than 25% off, or nothing came to compare with",
};

/** "€35.00 and €46.00", to stand after "between". */
export function bounds(
  interval: readonly [low: number, high: number] | null,
  unit: MetricUnit,
  format: Formatters,
): string {
  return interval === null
    ? NOT_AVAILABLE
    : `${format.metric(unit, interval[0])} and ${format.metric(unit, interval[1])}`;
}

const MODEL_NAMES: Readonly<Record<string, string>> = {
  bgnbd: "BG/NBD",
  mbgnbd: "MBG/NBD",
  pnbd: "Pareto/NBD",
  bgcnbd: "BG/CNBD",
  mbgcnbd: "MBG/CNBD",
};
const PART_NAMES: Readonly<Record<string, string>> = {
  all: "spend of all purchase days",
  learned: "corrected by earlier purchases",
  season: "with the season",
};
const NAIVE_NAMES: Readonly<Record<string, string>> = {
  "past-rate": "Everyone repeats their past rate",
  "shop-mean": "Everyone buys like the average",
};

/** A forecast by the name of its recipe, such as `pnbd-all-learned`, as papers and people call it. */
export function forecastName(recipe: string): string {
  if (NAIVE_NAMES[recipe]) return NAIVE_NAMES[recipe];
  const [model = "", ...parts] = recipe.split("-");
  const regularity = parts.find((part) => /^\d+$/.test(part));
  const name = `${MODEL_NAMES[model] ?? model}${regularity ? `-${regularity} (regular timing)` : ""}`;
  return [name, ...parts.flatMap((part) => PART_NAMES[part] ?? [])].join(", ");
}

const RECIPES = /\b(?:m?bgnbd|m?bgcnbd-\d+|pnbd)(?:-all)?(?:-learned)?(?:-season)?\b/g;

/** Why these models were chosen, with the names people know. */
export function choiceSentence(why: string): string {
  return why.replace(RECIPES, forecastName);
}

/** What a merchant should know before trusting the numbers, one sentence each. */
export function findingSentences(
  { findings, spendFrequencyCorrelation }: Pick<ForecastSummary, "findings" | "spendFrequencyCorrelation">,
  format: Formatters,
): string[] {
  const sentences: Readonly<Record<ForecastFinding, string>> = {
    no_churn_signal:
      "There is no churn signal yet: those who left cannot be told from those who take their time, so every chance to be active reads high.",
    too_early:
      "It is early: the shop was watched for less than a usual gap between two purchases, and the numbers will move.",
    season_unknown:
      "The season is not known yet: it takes about a year and a half of history, so what comes with it is not in these numbers.",
    spend_follows_frequency: `Spend follows frequency: those who buy often also spend more per purchase${spendFrequencyCorrelation === null ? "" : ` (correlation ${format.ratio(spendFrequencyCorrelation)})`}, more than the model of spend allows for.`,
    no_convergence: "The fit did not settle fully: read the numbers as rough.",
    too_few_customers: "Too few customers spent anything to tell them apart by spend: all are given the mean.",
    equal_amounts: "All purchases are worth much the same: customers are not told apart by spend.",
    heavy_tail: "A few very large purchases carry much of the value: one more or less would move the numbers.",
  };
  return findings.map((finding) => sentences[finding]);
}

/** How the season enters, where it is known. */
export function seasonSentence({ season, findings }: Pick<ForecastSummary, "season" | "findings">, format: Formatters) {
  if (season === null) {
    return findings.includes("season_unknown")
      ? null
      : "The season was looked at and is left out: it did not improve the forecast of earlier periods.";
  }
  const change = season.values - 1;
  if (Math.abs(change) < 0.0005) return "The season is part of the forecast and leaves a whole year as it is.";
  return `The season is part of the forecast: by the same days a year ago, a year's value is taken ${format.rate(Math.abs(change))} ${change > 0 ? "higher" : "lower"}.`;
}

/** "4.2% too high". */
export function biasWords(bias: number, format: Formatters): string {
  if (Math.abs(bias) < 0.0005) return "just as much as came";
  return `${format.rate(Math.abs(bias))} too ${bias > 0 ? "high" : "low"}`;
}
