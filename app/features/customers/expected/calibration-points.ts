import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { Calibration, ForecastGrade } from "~/domain/clv/back-test/grade";

export interface CalibrationPoint {
  readonly key: string;
  readonly label: string;
  /** Short, beneath the drawing. */
  readonly tick: string;
  readonly customers: number;
  /** Rests on few customers. */
  readonly isFew: boolean;
  /** Per customer. */
  readonly expected: number;
  readonly actual: number;
}

/** Whether money is compared, not purchases. */
export const hasValueIn = ({ months }: Pick<ForecastGrade, "months">): boolean =>
  months.some(({ value }) => value.forecast !== 0 || value.actual !== 0);

/** Per customer: value, or purchases where nothing bought has a value. */
export function calibrationPoints<Key extends string | number>(
  rows: readonly Calibration<Key>[],
  hasValue: boolean,
  labelOf: (key: Key) => string,
  tickOf: (key: Key) => string = labelOf,
): CalibrationPoint[] {
  return rows.map(({ key, customers, purchases, value }) => {
    const { forecast, actual } = hasValue ? value : purchases;
    return {
      key: String(key),
      label: labelOf(key),
      tick: tickOf(key),
      customers,
      isFew: customers < FEW_DATA,
      expected: forecast / customers,
      actual: actual / customers,
    };
  });
}
