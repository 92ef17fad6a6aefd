import type { Scores } from "~/domain/clv/back-test/scores";
import { CHANCE_DAYS, type ChanceDays } from "~/domain/clv/chance/chance-rule";
import { alignedLines } from "~/features/evaluation/aligned-lines";
import type { ClvEvaluation } from "./evaluate-clv";

const COLUMNS = ["MAE", "RMSE", "Pearson", "Spearman", "Gini", "top 10%", "total"];

/** The same as the JSON, to be read by people. */
export function clvTable(evaluation: ClvEvaluation): string {
  const { customers, calibration, holdout, models, naive, chosen, grade, insufficient } = evaluation;
  const rows = [...models, ...naive];
  const part = (title: string, of: (row: (typeof rows)[number]) => Scores | null) => {
    const lines = rows.flatMap((row) => {
      const scores = of(row);
      return scores === null ? [] : [[row.name, ...cells(scores)]];
    });
    return lines.length === 0 ? [] : ["", ...alignedLines([[title, ...COLUMNS], ...lines])];
  };
  return [
    `${customers} customers, calibration ${calibration.from} to ${calibration.to}, hold-out ${holdout.from} to ${holdout.to}`,
    ...(insufficient === null ? [] : [insufficient]),
    ...part("purchases", (row) => (isOfValueAlone(row) ? null : row.counts)),
    ...part("value", ({ value }) => value),
    "",
    ...models.flatMap((model) =>
      model.params === null || isOfValueAlone(model)
        ? []
        : [
            `${model.name}: ${parameters(model.params)}, ln L ${model.logLikelihood?.toFixed(4)}, ` +
              `${model.fitSeconds.toFixed(2)} s`,
          ],
    ),
    "",
    `Chosen: ${chosen.counts} for purchases, ${chosen.value ?? "none"} for value. ${reason(chosen)}`,
    ...setApartSentence(evaluation),
    `Grade on its own history: ${grade ?? "none, the history is too short"}.`,
    ...CHANCE_DAYS.flatMap((days) => chanceLines(evaluation, days)),
    "",
  ].join("\n");
}

function setApartSentence({ setApart }: ClvEvaluation): string[] {
  if (setApart === null || setApart.frequency + setApart.value === 0) return [];
  return [
    `Set apart as unlike all others: ${setApart.frequency} by how often they buy, ${setApart.value} by what they spend.`,
  ];
}

/** Chances within some days in the hold-out, and in the back-tests. */
function chanceLines({ chances }: ClvEvaluation, days: ChanceDays): string[] {
  const { holdout, score, recalibration } = chances[days];
  const briers = [
    { of: "back-tests", score },
    { of: "hold-out", score: holdout },
  ].flatMap(({ of, score: known }) =>
    known ? [`Brier ${known.brier.toFixed(4)} in ${of}, base rate ${known.baseBrier.toFixed(4)}`] : [],
  );
  const rule = recalibration
    ? `recalibrated by ${recalibration.intercept.toFixed(3)} + ${recalibration.slope.toFixed(3)} logit`
    : "as the model has them";
  const rows = (holdout ?? score)?.reliability ?? [];
  return [
    "",
    `Chance to buy within ${days} days, ${rule}: ${briers.join("; ") || "no back-test is as long"}.`,
    ...alignedLines([
      [holdout ? "in the hold-out" : "in back-tests", "customers", "expected", "bought"],
      ...rows.map(({ from, to, customers, expected, actual }) => [
        `${from * 100}% to ${to * 100}%`,
        String(customers),
        percent(expected),
        percent(actual),
      ]),
    ]),
  ];
}

/** Why these were chosen. */
function reason({ why, value }: ClvEvaluation["chosen"]): string {
  if (why.key === "tooFewRepeaters") return `Fewer than ${why.needed} customers had come back before any back-test.`;
  const erred = (gain: number | null, reference: string) =>
    gain === null ? `none surely beat ${reference}` : `erred ${percent(gain)} less than ${reference}`;
  return (
    `Back-tests of ${why.horizonDays} days: ${why.backTests}. ` +
    `Purchases: ${erred(why.countsGain, why.reference)}` +
    `${value === null ? "" : `; value: ${erred(why.valueGain, why.valueReference)}`}.`
  );
}

const percent = (fraction: number) => `${(fraction * 100).toFixed(1)}%`;

/** Whether another row has the same forecast of purchases: the basis of spend is all that differs. */
const isOfValueAlone = (row: { readonly name: string }) => /-(all|both)$/.test(row.name);

const parameters = (params: Readonly<Record<string, number>>) =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${value.toPrecision(6)}`)
    .join(", ");

function cells({ mae, rmse, pearson, spearman, gini, top10Share, totalError }: Scores): string[] {
  const fraction = (value: number | null) => value?.toFixed(4) ?? "-";
  return [
    mae.toFixed(4),
    rmse.toFixed(4),
    fraction(pearson),
    fraction(spearman),
    fraction(gini),
    fraction(top10Share),
    totalError === null ? "-" : percent(totalError),
  ];
}
