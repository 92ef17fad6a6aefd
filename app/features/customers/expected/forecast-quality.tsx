import { Badge, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { ForecastGrade } from "~/domain/clv/back-test/grade";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { daysBetween } from "~/domain/time/shop-time";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
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
      <section className="cb-card" aria-labelledby="forecast-quality">
        <div className="cb-actions">
          <Text as="h2" variant="headingMd" id="forecast-quality">
            How good is this forecast on your own data?
          </Text>
          <Badge>{grade ? GRADE_NAMES[grade.grade] : "Not tested yet"}</Badge>
        </div>
        {grade ? (
          <Grade grade={grade} rows={rows} format={format} />
        ) : (
          <p className="cb-quality__say">
            The history is too short to forecast a part of it that is over. The grade appears automatically.
          </p>
        )}
        <h3 className="cb-quality__head">What it is made of</h3>
        <ul className="cb-quality__list">
          <li>
            Purchases by {forecastName(chosen.counts)}; value by {forecastName(chosen.value)}, with Gamma-Gamma for
            spend.
          </li>
          <li>{choiceSentence(chosen.why)}</li>
          {season && <li>{season}</li>}
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
        {rows.length > 0 && <Candidates rows={rows} format={format} />}
      </section>
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
  return (
    <>
      <p className="cb-quality__say">
        {GRADE_NAMES[grade.grade]}: {GRADE_RULES[grade.grade]}. Made with what was known on {format.day(grade.from)}, it
        expected {amount(total("forecast"))} of {what} in the {format.count(days)} days after; {amount(total("actual"))}{" "}
        came.
      </p>
      <dl className="cb-facts cb-quality__facts">
        <Fact label="Total (bias)">
          {grade.bias === null ? `No ${what} came` : capitalised(biasWords(grade.bias, format))}
        </Fact>
        <Fact label="Error per customer (MAE)">
          {amount(grade.mae)} on average; repeating each customer&rsquo;s past rate errs by {amount(grade.naiveMae)}
        </Fact>
        {scores && <Fact label="Large errors (RMSE)">{amount(scores.rmse)}, where large errors weigh more</Fact>}
        {grade.monthCoverage !== null && (
          <Fact label="Months inside their range">
            {format.rate(grade.monthCoverage)} of the months of first purchase; 8 of 10 are meant to be
          </Fact>
        )}
        {scores?.spearman !== null && scores && (
          <Fact label="Order of customers (Spearman)">
            {format.ratio(scores.spearman)}, where 1 is the true order and 0 is chance
          </Fact>
        )}
        {scores?.gini !== null && scores && (
          <Fact label="Finding the best (Gini)">{format.ratio(scores.gini)} of what perfect knowledge would reach</Fact>
        )}
        {scores?.top10Share !== null && scores && (
          <Fact label="Top tenth">
            The 10% who were expected to bring most brought {format.rate(scores.top10Share)} of {what}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Candidates({ rows, format }: { readonly rows: readonly BackTestRow[]; readonly format: Formatters }) {
  return (
    <details className="cb-explain">
      <summary>
        <span className="cb-explain__more">Show all candidates and back-tests</span>
      </summary>
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
    </details>
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
    <div className="cb-pair">
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
    </div>
  );
}

/** "2 times"; the last class holds all that are more. */
function repeatsName(repeats: number, most: number | undefined, format: Formatters): string {
  if (repeats === 0) return "Never";
  const count = format.count(repeats);
  return repeats === most && repeats > 1 ? `${count}+ times` : `${count} ${repeats === 1 ? "time" : "times"}`;
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
