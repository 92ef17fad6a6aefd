import type { Scores } from "~/domain/clv/back-test/scores";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { dayFromNumber, type ShopDay } from "~/domain/time/shop-time";

/** What one forecast scored at one back-test. */
export interface BackTestRow {
  readonly name: string;
  readonly from: ShopDay;
  readonly to: ShopDay;
  readonly isChosenForCounts: boolean;
  readonly isChosenForValue: boolean;
  readonly counts: Scores;
  /** Null where nothing bought has a value. */
  readonly value: Scores | null;
}

/** All candidates over all back-tests, the newest back-test first. */
export function backTestRows({ backTests, chosen }: Pick<ForecastSummary, "backTests" | "chosen">): BackTestRow[] {
  return backTests.flatMap(({ lastDay, horizonDays, forecasts }) =>
    forecasts.map(({ name, counts, value }) => ({
      name,
      from: dayFromNumber(lastDay),
      to: dayFromNumber(lastDay + horizonDays),
      isChosenForCounts: name === chosen.counts,
      isChosenForValue: name === chosen.value,
      counts,
      value,
    })),
  );
}
