import { FAIR_BIAS, GOOD_BIAS, type ForecastGrade } from "~/domain/clv/back-test/grade";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { daysBetween } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { Details } from "~/ui/frame/details";
import { TitledCard } from "~/ui/frame/titled-card";
import { Badge, BlockStack, DescriptionList, Link, List, Text } from "~/ui/polaris";
import { DataTable } from "~/ui/tables/data-table";
import { FORECAST_QUALITY_TEXTS } from "~/words/pages/forecast-quality";
import { UNUSUAL_CUSTOMER_TEXTS } from "~/words/pages/unusual-customers";
import { wordsOf } from "~/words/words";
import { backTestRows, type BackTestRow } from "./back-test-rows";
import { CalibrationChart } from "./calibration-chart";
import { calibrationPoints, hasValueIn } from "./calibration-points";
import { monthName } from "./expected-parts";
import {
  biasWords,
  choiceSentences,
  findingSentences,
  forecastName,
  seasonSentence,
  unusualSentence,
} from "./forecast-words";
import { UNUSUAL_CUSTOMERS_ID } from "./unusual-customers";

export interface ForecastQualityProps {
  readonly summary: ForecastSummary;
  readonly format: Formatters;
}

/** How good the forecast was on the shop's own past: a line for the merchant, the rest behind a switch. */
export function ForecastQuality({ summary, format }: ForecastQualityProps) {
  const { grade } = summary;
  const say = useWords(FORECAST_QUALITY_TEXTS);
  const season = seasonSentence(summary, format);
  const isSetApart = summary.findings.includes("unusual_set_apart");
  const sayUnusual = useWords(UNUSUAL_CUSTOMER_TEXTS);
  const notes = [...(season ? [season] : []), ...findingSentences(summary, format)];
  return (
    <>
      <TitledCard
        id="forecast-quality"
        title={say("title")}
        aside={<Badge>{say(`grade.${grade ? grade.grade : "none"}`)}</Badge>}
      >
        <p>{grade ? lastTime(grade, format) : say("tooShort")}</p>
        {(notes.length > 0 || isSetApart) && (
          <List>
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
            {isSetApart && (
              <List.Item>
                {unusualSentence(summary, format)} <Link url={`#${UNUSUAL_CUSTOMERS_ID}`}>{sayUnusual("see")}</Link>
              </List.Item>
            )}
          </List>
        )}
        <Details words={say("analysts")}>
          <ForAnalysts summary={summary} format={format} />
        </Details>
      </TitledCard>
      {grade && <Calibration grade={grade} format={format} />}
    </>
  );
}

const measureOf = (grade: ForecastGrade) => (hasValueIn(grade) ? "value" : "purchases");

/** What the newest back-test said, and what came. */
function lastTime(grade: ForecastGrade, format: Formatters): string {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  const measure = measureOf(grade);
  const total = (of: "forecast" | "actual") => {
    const sum = grade.months.reduce((all, month) => all + month[measure][of], 0);
    return measure === "value" ? format.money(sum) : format.ratio(sum);
  };
  const expected = total("forecast");
  const days = format.count(daysBetween(grade.from, grade.to));
  if (grade.bias === null) return say(`said.nothingCame.${measure}`, { days, expected });
  return say(`said.${measure}`, { days, expected, actual: total("actual"), bias: biasWords(grade.bias, format) });
}

/** How far off it was in every way it is measured, what it is made of, and all that was tried. */
function ForAnalysts({ summary, format }: ForecastQualityProps) {
  const { grade, chosen } = summary;
  const say = useWords(FORECAST_QUALITY_TEXTS);
  const rows = backTestRows(summary);
  return (
    <BlockStack gap="300">
      {grade && <Grade grade={grade} rows={rows} format={format} />}
      <Text as="h3" variant="headingSm">
        {say("madeOf")}
      </Text>
      <List>
        <List.Item>
          {say("models", { counts: forecastName(chosen.counts, format), value: forecastName(chosen.value, format) })}
        </List.Item>
        {choiceSentences(chosen, format).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      {rows.length > 0 && <Candidates rows={rows} format={format} />}
    </BlockStack>
  );
}

function Grade({
  grade,
  rows,
  format,
}: {
  readonly grade: ForecastGrade;
  readonly rows: readonly BackTestRow[];
  readonly format: Formatters;
}) {
  const say = useWords(FORECAST_QUALITY_TEXTS);
  const measure = measureOf(grade);
  const newest = rows.filter(({ from }) => from === grade.from);
  const own = newest.find(({ isChosenForCounts, isChosenForValue }) =>
    measure === "value" ? isChosenForValue : isChosenForCounts,
  );
  const scores = own && (measure === "value" ? own.value : own.counts);
  const amount = (value: number) => (measure === "value" ? format.money(value) : format.ratio(value));
  const facts = [
    {
      term: say("fact.mae"),
      description: say("fact.maeNote", { own: amount(grade.mae), naive: amount(grade.naiveMae) }),
    },
    scores && { term: say("fact.rmse"), description: say("fact.rmseNote", { rmse: amount(scores.rmse) }) },
    grade.monthCoverage !== null && {
      term: say("fact.coverage"),
      description: say("fact.coverageNote", { share: format.rate(grade.monthCoverage) }),
    },
    scores &&
      scores.spearman !== null && {
        term: say("fact.spearman"),
        description: say("fact.spearmanNote", { spearman: format.ratio(scores.spearman) }),
      },
    scores &&
      scores.gini !== null && {
        term: say("fact.gini"),
        description: say("fact.giniNote", { gini: format.ratio(scores.gini) }),
      },
    scores &&
      scores.top10Share !== null && {
        term: say("fact.top"),
        description: say(`fact.topNote.${measure}`, { share: format.rate(scores.top10Share) }),
      },
  ].filter((fact) => !!fact);
  const bound = grade.grade === "good" ? GOOD_BIAS : FAIR_BIAS;
  return (
    <>
      <p>
        {say(`rule.${grade.grade}`, { share: format.wholePercent(bound) })}{" "}
        {say(`tested.${measure}`, {
          day: format.day(grade.from),
          days: format.count(daysBetween(grade.from, grade.to)),
        })}
      </p>
      <DescriptionList gap="tight" items={facts} />
    </>
  );
}

const SCORES = ["bias", "mae", "rmse", "spearman", "gini", "top", "countBias", "countMae"] as const;

function Candidates({ rows, format }: { readonly rows: readonly BackTestRow[]; readonly format: Formatters }) {
  const say = useWords(FORECAST_QUALITY_TEXTS);
  return (
    <Details words={say("candidates.open")}>
      <DataTable
        caption={say("candidates.caption")}
        file="customers_forecast_candidates"
        columns={[
          { key: "name", label: say("candidates.name") },
          { key: "from", label: say("candidates.from") },
          ...SCORES.map((key) => ({ key, label: say(`candidates.${key}`), isNumeric: true })),
        ]}
        rows={rows.map((row) => ({
          key: `${row.from} ${row.name}`,
          cells: {
            name: candidateName(row, format),
            from: format.day(row.from),
            bias: format.rate(row.value?.totalError ?? null),
            mae: format.money(row.value?.mae ?? null),
            rmse: format.money(row.value?.rmse ?? null),
            spearman: format.ratio(row.value?.spearman ?? null),
            gini: format.ratio(row.value?.gini ?? null),
            top: format.rate(row.value?.top10Share ?? null),
            countBias: format.rate(row.counts.totalError),
            countMae: format.ratio(row.counts.mae),
          },
        }))}
      />
    </Details>
  );
}

function candidateName({ name: recipe, isChosenForCounts, isChosenForValue }: BackTestRow, format: Formatters): string {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  const name = forecastName(recipe, format);
  if (isChosenForCounts && isChosenForValue) return say("candidates.chosen", { name });
  if (isChosenForCounts) return say("candidates.chosenForPurchases", { name });
  return isChosenForValue ? say("candidates.chosenForValue", { name }) : name;
}

function Calibration({ grade, format }: { readonly grade: ForecastGrade; readonly format: Formatters }) {
  const say = useWords(FORECAST_QUALITY_TEXTS);
  const hasValue = hasValueIn(grade);
  const unit = hasValue ? "money" : "ratio";
  const units = say(`calibration.units.${measureOf(grade)}`, {
    currency: format.settings.currencyCode,
    from: format.day(grade.from),
    to: format.day(grade.to),
  });
  const most = grade.frequencies.at(-1)?.key;
  return (
    <CardRow columns="charts">
      <CalibrationChart
        title={say("calibration.byMonth")}
        units={units}
        summary={
          grade.monthCoverage === null
            ? say("calibration.meet")
            : say("calibration.coverage", { share: format.rate(grade.monthCoverage) })
        }
        header={say("calibration.firstBought")}
        file="customers_forecast_by_month"
        points={calibrationPoints(grade.months, hasValue, (month) => monthName(month, format))}
        unit={unit}
        format={format}
      />
      <CalibrationChart
        title={say("calibration.byPurchases")}
        units={units}
        summary={say("calibration.purchases")}
        header={say("calibration.boughtAgain")}
        file="customers_forecast_by_purchases"
        points={calibrationPoints(
          grade.frequencies,
          hasValue,
          (repeats) => repeatsName(repeats, most, format),
          (repeats) => {
            const count = format.count(repeats);
            return repeats === most && repeats > 1 ? say("calibration.orMore", { count }) : count;
          },
        )}
        unit={unit}
        format={format}
      />
    </CardRow>
  );
}

/** "2 times"; the last class holds all that are more. */
function repeatsName(repeats: number, most: number | undefined, format: Formatters): string {
  const say = wordsOf(FORECAST_QUALITY_TEXTS, format.settings.locale);
  if (repeats === 0) return say("calibration.never");
  const count = format.count(repeats);
  return repeats === most && repeats > 1
    ? say("calibration.timesOrMore", { count })
    : say("calibration.times", { count: repeats, shown: count });
}
