import { Badge, DescriptionList, List, Text } from "~/ui/polaris";
import { CardRow } from "~/ui/card-row";
import { Details } from "~/ui/details";
import type { ForecastGrade } from "~/domain/clv/back-test/grade";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { daysBetween } from "~/domain/time/shop-time";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { TitledCard } from "~/ui/titled-card";
import { backTestRows, type BackTestRow } from "./back-test-rows";
import { CalibrationChart } from "./calibration-chart";
import { calibrationPoints, hasValueIn } from "./calibration-points";
import { monthName } from "./expected-parts";
import {
  biasWords,
  choiceSentence,
  findingSentences,
  forecastName,
  GRADE_NAMES,
  GRADE_RULES,
  seasonSentence,
} from "./forecast-words";

export interface ForecastQualityProps {
  readonly summary: ForecastSummary;
  readonly format: Formatters;
}

/** How good the forecast was on the shop's own past, and what it is made of. */
export function ForecastQuality({ summary, format }: ForecastQualityProps) {
  const { grade, chosen } = summary;
  const rows = backTestRows(summary);
  const season = seasonSentence(summary, format);
  const findings = findingSentences(summary, format);
  return (
    <>
      <TitledCard
        id="forecast-quality"
        title="How good is this forecast on your own data?"
        aside={<Badge>{grade ? GRADE_NAMES[grade.grade] : "Not tested yet"}</Badge>}
      >
        {grade ? (
          <Grade grade={grade} rows={rows} format={format} />
        ) : (
          <p>The history is too short to forecast a part of it that is over. The grade appears automatically.</p>
        )}
        <Text as="h3" variant="headingSm">
          What it is made of
        </Text>
        <List>
          <List.Item>
            Purchases by {forecastName(chosen.counts)}; value by {forecastName(chosen.value)}, with Gamma-Gamma for
            spend.
          </List.Item>
          <List.Item>{choiceSentence(chosen.why)}</List.Item>
          {season && <List.Item>{season}</List.Item>}
          {findings.map((finding) => (
            <List.Item key={finding}>{finding}</List.Item>
          ))}
        </List>
        {rows.length > 0 && <Candidates rows={rows} format={format} />}
      </TitledCard>
      {grade && <Calibration grade={grade} format={format} />}
    </>
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
  const newest = rows.filter(({ from }) => from === grade.from);
  const hasValue = hasValueIn(grade);
  const own = newest.find(({ isChosenForCounts, isChosenForValue }) =>
    hasValue ? isChosenForValue : isChosenForCounts,
  );
  const scores = own && (hasValue ? own.value : own.counts);
  const amount = (value: number) => (hasValue ? format.money(value) : format.ratio(value));
  const what = hasValue ? "repeat sales" : "repeat purchases";
  const total = (of: "forecast" | "actual") =>
    grade.months.reduce((sum, { value, purchases }) => sum + (hasValue ? value : purchases)[of], 0);
  const days = daysBetween(grade.from, grade.to);
  const facts = [
    {
      term: "Total (bias)",
      description: grade.bias === null ? `No ${what} came` : capitalised(biasWords(grade.bias, format)),
    },
    {
      term: "Error per customer (MAE)",
      description: `${amount(grade.mae)} on average; repeating each customer’s past rate errs by ${amount(grade.naiveMae)}`,
    },
    scores && {
      term: "Large errors (RMSE)",
      description: `${amount(scores.rmse)}, where large errors weigh more`,
    },
    grade.monthCoverage !== null && {
      term: "Months inside their range",
      description: `${format.rate(grade.monthCoverage)} of the months of first purchase; 8 of 10 are meant to be`,
    },
    scores &&
      scores.spearman !== null && {
        term: "Order of customers (Spearman)",
        description: `${format.ratio(scores.spearman)}, where 1 is the true order and 0 is chance`,
      },
    scores &&
      scores.gini !== null && {
        term: "Finding the best (Gini)",
        description: `${format.ratio(scores.gini)} of what perfect knowledge would reach`,
      },
    scores &&
      scores.top10Share !== null && {
        term: "Top tenth",
        description: `The 10% who were expected to bring most brought ${format.rate(scores.top10Share)} of ${what}`,
      },
  ].filter((fact) => !!fact);
  return (
    <>
      <p>
        {GRADE_NAMES[grade.grade]}: {GRADE_RULES[grade.grade]}. Made with what was known on {format.day(grade.from)}, it
        expected {amount(total("forecast"))} of {what} in the {format.count(days)} days after; {amount(total("actual"))}{" "}
        came.
      </p>
      <DescriptionList gap="tight" items={facts} />
    </>
  );
}

function Candidates({ rows, format }: { readonly rows: readonly BackTestRow[]; readonly format: Formatters }) {
  return (
    <Details words="Show all candidates and back-tests">
      <DataTable
        caption="Forecasts that were tried, by back-test"
        file="customers_forecast_candidates"
        columns={[
          { key: "name", label: "Forecast" },
          { key: "from", label: "Back-test from" },
          { key: "bias", label: "Value off", isNumeric: true },
          { key: "mae", label: "MAE", isNumeric: true },
          { key: "rmse", label: "RMSE", isNumeric: true },
          { key: "spearman", label: "Spearman", isNumeric: true },
          { key: "gini", label: "Gini", isNumeric: true },
          { key: "top", label: "Top tenth", isNumeric: true },
          { key: "countBias", label: "Purchases off", isNumeric: true },
          { key: "countMae", label: "Purchases MAE", isNumeric: true },
        ]}
        rows={rows.map((row) => ({
          key: `${row.from} ${row.name}`,
          cells: {
            name: `${forecastName(row.name)}${chosenWords(row)}`,
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

function chosenWords({ isChosenForCounts, isChosenForValue }: BackTestRow): string {
  if (isChosenForCounts && isChosenForValue) return " (chosen)";
  if (isChosenForCounts) return " (chosen for purchases)";
  return isChosenForValue ? " (chosen for value)" : "";
}

function Calibration({ grade, format }: { readonly grade: ForecastGrade; readonly format: Formatters }) {
  const hasValue = hasValueIn(grade);
  const unit = hasValue ? "money" : "ratio";
  const units = `${hasValue ? format.settings.currencyCode : "Purchases"} per customer, ${format.day(grade.from)} to ${format.day(grade.to)}`;
  const most = grade.frequencies.at(-1)?.key;
  return (
    <CardRow columns="charts">
      <CalibrationChart
        title="Expected and actual, by month of first purchase"
        units={units}
        summary={
          grade.monthCoverage === null
            ? "Where line and column meet, the forecast was right."
            : `${format.rate(grade.monthCoverage)} of the months came within the range that was expected.`
        }
        header="First bought"
        file="customers_forecast_by_month"
        points={calibrationPoints(grade.months, hasValue, (month) => monthName(month, format))}
        unit={unit}
        format={format}
      />
      <CalibrationChart
        title="Expected and actual, by purchases before"
        units={units}
        summary="By how often customers had bought again when the forecast was made."
        header="Bought again"
        file="customers_forecast_by_purchases"
        points={calibrationPoints(
          grade.frequencies,
          hasValue,
          (repeats) => repeatsName(repeats, most, format),
          (repeats) => `${format.count(repeats)}${repeats === most && repeats > 1 ? "+" : ""}`,
        )}
        unit={unit}
        format={format}
      />
    </CardRow>
  );
}

/** "2 times"; the last class holds all that are more. */
function repeatsName(repeats: number, most: number | undefined, format: Formatters): string {
  if (repeats === 0) return "Never";
  const count = format.count(repeats);
  return repeats === most && repeats > 1 ? `${count}+ times` : `${count} ${repeats === 1 ? "time" : "times"}`;
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
