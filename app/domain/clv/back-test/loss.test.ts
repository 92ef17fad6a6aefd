import { describe, expect, it } from "vitest";
import { randomGamma, seededRandom } from "~/domain/numeric/random";
import { lossAgainst } from "./loss";
import { scoresOf } from "./scores";

const random = seededRandom(4);
const rates = Float64Array.from({ length: 400 }, () => randomGamma(0.6, random));
const actual = rates.map((rate) => Math.floor(rate * 3 * random()));
/** Rounded, so that many forecasts are equal. */
const forecast = rates.map((rate) => Math.round(4 * (rate + random())) / 4);

/** The loss of a sample in which each customer stands as often as `times` says. */
function lossOf(times: ArrayLike<number>) {
  const rows = [...actual.keys()].flatMap((row) => Array<number>(times[row]!).fill(row));
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  return lossAgainst(of(actual))(of(forecast))!.loss;
}

describe("loss", () => {
  const { loss, influence } = lossAgainst(actual)(forecast)!;

  it("is the mean of the logarithms of MAE, RMSE and 1 - Gini", () => {
    const { mae, rmse, gini } = scoresOf(forecast, actual);
    expect(loss).toBeCloseTo((Math.log(mae) + Math.log(rmse) + Math.log(1 - gini!)) / 3, 12);
  });

  it("differs by the same in any unit", () => {
    const other = rates.map((rate) => rate + 0.2);
    const difference = (unit: number) => {
      const judge = lossAgainst(actual.map((each) => each * unit));
      return judge(forecast.map((each) => each * unit))!.loss - judge(other.map((each) => each * unit))!.loss;
    };
    expect(difference(1000)).toBeCloseTo(difference(1), 9);
  });

  it("adds up from customers: one who stands in it twice moves it by their influence", () => {
    expect(influence.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9);
    const twenty = 20;
    for (const row of [0, 7, 90, 200, 399]) {
      // Each customer twenty times, this one once more: a small step of their weight.
      const times = new Int32Array(actual.length).fill(twenty);
      const plain = lossOf(times);
      times[row]! += 1;
      const moved = (lossOf(times) - plain) * twenty * actual.length;
      expect(Math.abs(moved - influence[row]!)).toBeLessThan(0.1 * Math.max(1, Math.abs(influence[row]!)));
    }
  });

  it("is null where nothing tells forecasts apart", () => {
    expect(lossAgainst(new Float64Array(3))(Float64Array.of(1, 2, 3))).toBeNull();
    expect(lossAgainst(Float64Array.of(2, 2))(Float64Array.of(1, 2))).toBeNull();
    expect(lossAgainst(Float64Array.of(1, 2))(Float64Array.of(1, 2))).toBeNull();
    expect(lossAgainst(Float64Array.of(1, 2))(Float64Array.of(2, 4))!.loss).toBeGreaterThan(-10);
  });
});
