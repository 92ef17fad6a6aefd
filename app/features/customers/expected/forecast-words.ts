import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { FORECAST_QUALITY_TEXTS } from "~/words/pages/forecast-quality";
import { wordsOf } from "~/words/words";

/** "€35.00 and €46.00", to stand after "between". */
export function bounds(
  interval: readonly [low: number, high: number] | null,
  unit: MetricUnit,
  format: Formatters,
): string {
  if (interval === null) return NOT_AVAILABLE;
  const [low, high] = interval;
  const say = wordsOf(CUSTOMER_TEXTS, format.settings.locale);
  return say("table.and", { low: format.metric(unit, low), high: format.metric(unit, high) });
}

const MODEL_NAMES: Readonly<Record<string, string>> = {
  bgnbd: "BG/NBD",
  mbgnbd: "MBG/NBD",
  pnbd: "Pareto/NBD",
  bgcnbd: "BG/CNBD",
  mbgcnbd: "MBG/CNBD",
};
/** What of a recipe adds to its model. */
const PARTS = ["all", "both", "learned", "season"] as const;

/** A forecast by the name of its recipe, such as `pnbd-all-learned`, as papers and people call it. */
export function forecastName(recipe: string, format: Formatters): string {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  if (recipe === "past-rate") return say("naive.pastRate");
  if (recipe === "shop-mean") return say("naive.shopMean");
  const [model = "", ...parts] = recipe.split("-");
  const regularity = parts.find((part) => /^\d+$/.test(part));
  const plain = MODEL_NAMES[model] ?? model;
  return PARTS.filter((part) => parts.includes(part)).reduce(
    (name, part) => say("parts", { name, part: say(`part.${part}`) }),
    regularity ? say("regular", { model: plain, regularity }) : plain,
  );
}

/** Why these forecasts were chosen, one sentence each. */
export function choiceSentences({ counts, value, why }: ForecastSummary["chosen"], format: Formatters): string[] {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  if (why.key === "tooFewRepeaters") return [say("choice.tooFewRepeaters", { needed: format.count(why.needed) })];
  const { backTests, horizonDays, countsGain, valueGain } = why;
  const reference = forecastName(why.reference, format);
  const valueReference = forecastName(why.valueReference, format);
  const erred = (recipe: string, gain: number) => ({ model: forecastName(recipe, format), share: format.rate(gain) });
  return [
    say("choice.backTested", {
      count: backTests,
      shown: format.count(backTests),
      days: format.count(horizonDays),
    }),
    countsGain === null
      ? say("choice.countsReference", { reference })
      : say("choice.counts", { ...erred(counts, countsGain), reference }),
    valueGain === null
      ? say("choice.valueReference", { reference: valueReference })
      : say("choice.value", { ...erred(value, valueGain), reference: valueReference }),
  ];
}

/** What a merchant should know before trusting the numbers, one sentence each; of customers set apart another tells. */
export function findingSentences(
  { findings, spendFrequencyCorrelation }: Pick<ForecastSummary, "findings" | "spendFrequencyCorrelation">,
  format: Formatters,
): string[] {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  return findings.flatMap((finding) => {
    if (finding === "unusual_set_apart") return [];
    if (finding !== "spend_follows_frequency" || spendFrequencyCorrelation === null) return say(`finding.${finding}`);
    return say("finding.spend_follows_frequency_by", { correlation: format.ratio(spendFrequencyCorrelation) });
  });
}

/** How many customers the models did not learn from. */
export function unusualSentence({ setApart }: Pick<ForecastSummary, "setApart">, format: Formatters): string {
  const count = setApart ? setApart.frequency + setApart.value : 0;
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  return say("finding.unusual_set_apart", { count, shown: format.count(count) });
}

/** How the season enters, where it is known. */
export function seasonSentence(
  { season, findings }: Pick<ForecastSummary, "season" | "findings">,
  format: Formatters,
): string | null {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  if (season === null) return findings.includes("season_unknown") ? null : say("season.none");
  const change = season.values - 1;
  if (Math.abs(change) < 0.0005) return say("season.level");
  return say(change > 0 ? "season.higher" : "season.lower", { share: format.rate(Math.abs(change)) });
}

/** "4.2% too high". */
export function biasWords(bias: number, format: Formatters): string {
  const say = wordsOf(FORECAST_TEXTS, format.settings.locale);
  if (Math.abs(bias) < 0.0005) return say("bias.none");
  return say(bias > 0 ? "bias.high" : "bias.low", { share: format.rate(Math.abs(bias)) });
}
