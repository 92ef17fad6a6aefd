import type { Cut } from "~/domain/clv/back-test/back-test";
import { outcomeOf, perCustomer, type Snapshot } from "~/domain/clv/log/snapshot";
import type { ShopModels } from "~/domain/clv/shop-models";
import type { ChanceRule, ChanceScore } from "./chance-rule";
import { recalibrated, recalibration, type Recalibration } from "./recalibration";
import { brierScore, reliability } from "./reliability";

/** Chances at one back-test and what came. */
interface Said {
  readonly lastDay: number;
  readonly chances: Float64Array;
  readonly came: Float64Array;
}

/** A rule must have made the chances of later back-tests better by this part: less is noise. */
const WORTHWHILE = 0.005;

/**
 * Judges the chances of a count model to buy within some days by the back-tests, and learns from them how to say them.
 *
 * At each back-test a rule is learned from those that were over by then, and tried on its chances. Where that lowered
 * the pooled Brier score by 0.5%, the rule that all back-tests together teach is used from now on; else the chances are
 * said as the model has them.
 *
 * @param cuts - newest first.
 * @param asOfDay - what came later is not known.
 */
export function chanceRule(cuts: readonly Cut[], model: string, days: number, asOfDay: number): ChanceRule {
  const said = cuts.flatMap((cut): Said[] => {
    if (cut.lastDay + days > asOfDay) return [];
    const came = boughtWithin(cut.models.snapshot, days);
    return [{ lastDay: cut.lastDay, chances: chancesOf(cut.models, model, days), came }];
  });
  if (said.length === 0) return { recalibration: null, score: null };
  const nested = said.map((each) => {
    const over = said.filter(({ lastDay }) => lastDay + days <= each.lastDay);
    return over.length === 0 ? each : { ...each, chances: applied(ruleOf(over), each.chances) };
  });
  const isBetter = pooledBrier(nested) < (1 - WORTHWHILE) * pooledBrier(said);
  return { recalibration: isBetter ? ruleOf(said) : null, score: scoreOf(isBetter ? nested : said) };
}

/** The model's own chances of its customers to buy within some days. */
export function chancesOf(models: ShopModels, model: string, days: number): Float64Array {
  const { model: fitted, parameters } = models.countFit(model);
  const forecaster = fitted.forecaster(parameters);
  return perCustomer(models.snapshot.grouping, (customer) => forecaster.probabilityOfPurchase(customer, days / 7));
}

/** 1 for each customer of a snapshot who bought within some days after it, else 0. */
export function boughtWithin(snapshot: Snapshot, days: number): Float64Array {
  return outcomeOf(snapshot, days).counts.map((purchases) => (purchases > 0 ? 1 : 0));
}

const applied = (rule: Recalibration | null, chances: Float64Array) =>
  chances.map((chance) => recalibrated(rule, chance));

const ruleOf = (said: readonly Said[]) =>
  recalibration(joined(said.map(({ chances }) => chances)), joined(said.map(({ came }) => came)));

const pooledBrier = (said: readonly Said[]) =>
  brierScore(joined(said.map(({ chances }) => chances)), joined(said.map(({ came }) => came)));

/** @param said - by back-test, with the chances as they were said. */
export function scoreOf(said: readonly Omit<Said, "lastDay">[]): ChanceScore {
  const chances = joined(said.map((each) => each.chances));
  const came = joined(said.map((each) => each.came));
  return {
    chances: chances.length,
    backTests: said.length,
    share: mean(came),
    brier: brierScore(chances, came),
    baseBrier: brierScore(joined(said.map((each) => new Float64Array(each.came.length).fill(mean(each.came)))), came),
    reliability: reliability(chances, came),
  };
}

const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((length, column) => length + column.length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  return all;
}
