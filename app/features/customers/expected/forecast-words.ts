import type { ForecastGrade } from "~/domain/clv/back-test/grade";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { NOT_AVAILABLE, type Formatters } from "~/ui/formatters";
import { CUSTOMER_TEXTS } from "~/words/customers";
import { wordsOf } from "~/words/words";

const say = wordsOf(CUSTOMER_TEXTS);

export const GRADE_NAMES: Readonly<Record<ForecastGrade["grade"], string>> = {
  good: say("forecast.grade.good"),
  fair: say("forecast.grade.fair"),
  poor: say("forecast.grade.poor"),
};

/** What earns each grade. */
export const GRADE_RULES: Readonly<Record<ForecastGrade["grade"], string>> = {
  good: say("forecast.rule.good"),
  fair: say("forecast.rule.fair"),
  poor: say("forecast.rule.poor"),
};

/** "€35.00 and €46.00", to stand after "between". */
export function bounds(
  interval: readonly [low: number, high: number] | null,
  unit: MetricUnit,
  format: Formatters,
): string {
  return interval === null
    ? NOT_AVAILABLE
    : say("table.and", { low: format.metric(unit, interval[0]), high: format.metric(unit, interval[1]) });
}

const MODEL_NAMES: Readonly<Record<string, string>> = {
  bgnbd: "BG/NBD",
  mbgnbd: "MBG/NBD",
  pnbd: "Pareto/NBD",
  bgcnbd: "BG/CNBD",
  mbgcnbd: "MBG/CNBD",
};
const PART_NAMES: Readonly<Record<string, string>> = {
  all: say("forecast.part.all"),
  learned: say("forecast.part.learned"),
  season: say("forecast.part.season"),
};
const NAIVE_NAMES: Readonly<Record<string, string>> = {
  "past-rate": say("forecast.naive.pastRate"),
  "shop-mean": say("forecast.naive.shopMean"),
};

/** A forecast by the name of its recipe, such as `pnbd-all-learned`, as papers and people call it. */
export function forecastName(recipe: string): string {
  if (NAIVE_NAMES[recipe]) return NAIVE_NAMES[recipe];
  const [model = "", ...parts] = recipe.split("-");
  const regularity = parts.find((part) => /^\d+$/.test(part));
  const plain = MODEL_NAMES[model] ?? model;
  const name = regularity ? say("forecast.regular", { model: plain, regularity }) : plain;
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
  return findings.map((finding) => {
    if (finding !== "spend_follows_frequency" || spendFrequencyCorrelation === null) {
      return say(`forecast.finding.${finding}`);
    }
    return say("forecast.finding.spend_follows_frequency_by", { correlation: format.ratio(spendFrequencyCorrelation) });
  });
}

/** How the season enters, where it is known. */
export function seasonSentence({ season, findings }: Pick<ForecastSummary, "season" | "findings">, format: Formatters) {
  if (season === null) return findings.includes("season_unknown") ? null : say("forecast.season.none");
  const change = season.values - 1;
  if (Math.abs(change) < 0.0005) return say("forecast.season.level");
  const direction = change > 0 ? "higher" : "lower";
  return say(`forecast.season.${direction}`, { share: format.rate(Math.abs(change)) });
}

/** "4.2% too high". */
export function biasWords(bias: number, format: Formatters): string {
  if (Math.abs(bias) < 0.0005) return say("forecast.bias.none");
  return say(bias > 0 ? "forecast.bias.high" : "forecast.bias.low", { share: format.rate(Math.abs(bias)) });
}
