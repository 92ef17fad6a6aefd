import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { ChartCard } from "~/ui/charts/chart-card";
import { chartScale, evenIndexes } from "~/ui/charts/chart-geometry";
import { Legend, LineSign } from "~/ui/charts/legend";
import { PlotFrame } from "~/ui/charts/plot-frame";
import { EXPECTED_LINE, MAIN_COLOR } from "~/ui/charts/strokes";
import type { Formatters } from "~/ui/format/formatters";
import { markedText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { FORECAST_QUALITY_TEXTS } from "~/words/pages/forecast-quality";
import type { CalibrationPoint } from "./calibration-points";
import { customersNote } from "./expected-parts";

export interface CalibrationChartProps {
  readonly title: string;
  readonly units: string;
  readonly summary: string;
  /** What the points are told apart by. */
  readonly header: string;
  readonly file: string;
  readonly points: readonly CalibrationPoint[];
  /** Of the numbers that are compared. */
  readonly unit: "money" | "ratio";
  readonly format: Formatters;
}

const ACTUAL = { fill: MAIN_COLOR, opacity: 0.45 };
/** Of few customers, as bars are that rest on little. */
const FEW = 0.4;
const GAP = 0.22;
/** So many columns have room for a label each; of more the first and last stand at the edges. */
const MOST_CENTRED = 8;

/** What was expected beside what came: a column for the one, a line across it for the other. */
export function CalibrationChart(props: CalibrationChartProps) {
  const { title, units, summary, header, file, points, unit, format } = props;
  const say = useWords(FORECAST_QUALITY_TEXTS);
  const scale = chartScale([points.flatMap(({ expected, actual }) => [expected, actual])], true);
  const isMany = points.length > MOST_CENTRED;
  const room = 100 / Math.max(1, points.length);
  return (
    <ChartCard
      title={title}
      units={units}
      summary={summary}
      legend={
        <Legend
          entries={[
            { words: say("calibration.actual"), sign: <rect {...ACTUAL} width="20" height="10" /> },
            { words: say("calibration.expected"), sign: <LineSign {...EXPECTED_LINE} /> },
            ...(points.some(({ isFew }) => isFew)
              ? [
                  {
                    words: say("calibration.few", { count: format.count(FEW_DATA) }),
                    sign: <rect {...ACTUAL} opacity={ACTUAL.opacity * FEW} width="20" height="10" />,
                  },
                ]
              : []),
          ]}
        />
      }
      table={{
        file,
        columns: [
          { key: "label", label: header },
          { key: "customers", label: say("calibration.customers"), isNumeric: true },
          { key: "expected", label: say("calibration.expected"), isNumeric: true },
          { key: "actual", label: say("calibration.actual"), isNumeric: true },
        ],
        rows: points.map(({ key, label, customers, isFew, expected, actual }) => ({
          key,
          cells: {
            label,
            customers: markedText(format.count(customers), isFew, format),
            expected: format.metric(unit, expected),
            actual: format.metric(unit, actual),
          },
        })),
      }}
    >
      <PlotFrame
        label={`${title}. ${summary}`}
        scale={scale}
        formatTick={(tick) => format.metricShort(unit, tick)}
        labels={evenIndexes(points.length, isMany ? 4 : MOST_CENTRED).map((index, place, { length }) => ({
          key: index,
          at: isMany && place === 0 ? 0 : isMany && place === length - 1 ? 100 : (index + 0.5) * room,
          text: points[index]?.tick,
        }))}
        hasColumns={!isMany}
      >
        {points.map(({ key, label, customers, isFew, expected, actual }, index) => (
          <g key={key} {...(isFew && { opacity: FEW })}>
            <title>
              {say("calibration.point", {
                label,
                customers: customersNote(customers, format),
                expected: format.metric(unit, expected),
                actual: format.metric(unit, actual),
              })}
            </title>
            <rect
              {...ACTUAL}
              x={(index + GAP / 2) * room}
              width={(1 - GAP) * room}
              y={scale.y(Math.max(0, actual))}
              height={Math.abs(scale.y(0) - scale.y(actual))}
            />
            <line
              {...EXPECTED_LINE}
              x1={(index + GAP / 4) * room}
              x2={(index + 1 - GAP / 4) * room}
              y1={scale.y(expected)}
              y2={scale.y(expected)}
            />
          </g>
        ))}
      </PlotFrame>
    </ChartCard>
  );
}
