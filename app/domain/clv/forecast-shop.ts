import { dayFromNumber } from "~/domain/time/shop-time";
import type { Reason } from "~/words/records/reasons";
import { arrivalsByMonth } from "./arrivals/arrivals-by-month";
import { outlookShortage } from "./arrivals/outlook-readiness";
import { type ArrivalOutlook, arrivalOutlook, OUTLOOK_MONTHS } from "./arrivals/outlook";
import { backTestCuts, type Cut, type ForecastScores } from "./back-test/back-test";
import { byChanceDays, type ChanceDays, type ChanceRule } from "./chance/chance-rule";
import { chanceRule } from "./chance/chances";
import { type CustomerColumns, columnsOf } from "./customer-columns";
import { chooseForecast, type ForecastChoice } from "./back-test/choose-forecast";
import { monthCoverage } from "./intervals/month-coverage";
import { pastErrors } from "./intervals/past-errors";
import { type Spread, spreadOf } from "./intervals/spread";
import { type CountFinding, countFindings } from "./models/findings";
import type { CountFit } from "./models/fit-counts";
import { DAYS_PER_MONTH } from "./forecast-months";
import { type ForecastShortage, forecastShortage } from "./log/forecast-readiness";
import { LARGEST_CORRELATION, type SpendFinding, type SpendFit, spendFrequencyCorrelation } from "./models/gamma-gamma";
import { type ForecastGrade, gradeForecast } from "./back-test/grade";
import { everyNthCustomer, type PurchaseLog } from "./log/purchase-log";
import type { Season } from "./models/season";
import {
  basesOf,
  CLASSIC_MODELS,
  type ForecastRecipe,
  type ModelOptions,
  recipeName,
  type ShopModels,
  shopModelsAt,
  shopModelsByDay,
} from "./shop-models";
import { repeatersIn, snapshotAt } from "./log/snapshot";
import { allTogether, modelsOfEverybody, setApart } from "./unusual/set-apart";
import type { UnusualBecause } from "./unusual/unusual-customers";
import { valueByMonth } from "./value-by-month";

export interface ForecastShopOptions {
  readonly horizonsMonths: readonly number[];
  /** Whether fits use the weak prior that keeps small shops finite. Default true. */
  readonly hasPrior?: boolean;
  /** Whether unusual customers are set apart, so that the models learn from the others alone. Default true. */
  readonly setsApart?: boolean;
  /** What expected value is discounted at a year; default 0, not at all. */
  readonly annualDiscountPercent?: number;
}

export type ForecastFinding =
  | CountFinding
  | SpendFinding
  /** Spend and frequency go together more than the value model allows for. */
  | "spend_follows_frequency"
  /** Customers were set apart, for the models to learn from the others. */
  | "unusual_set_apart"
  /** Less than about a year and a half was seen: what comes with the season is not in the forecast. */
  | "season_unknown"
  | "no_convergence";

/** What each candidate scored at a cut. */
export interface BackTestReport {
  readonly lastDay: number;
  readonly horizonDays: number;
  readonly forecasts: readonly ForecastScores[];
}

export interface ReadyForecast {
  readonly status: "forecast";
  readonly counts: CountFit;
  /** What a customer's spend is the mean of; none where no purchase has a value. */
  readonly spends: readonly SpendFit[];
  readonly findings: readonly ForecastFinding[];
  /** Of customers' mean spend with their number of purchases. */
  readonly spendFrequencyCorrelation: number | null;
  /** In use for counts and value; null where none is. */
  readonly season: Season | null;
  readonly backTests: readonly BackTestReport[];
  readonly choice: ForecastChoice;
  /** Null where the history is too short for a back-test. */
  readonly grade: ForecastGrade | null;
  readonly horizonsMonths: readonly number[];
  readonly columns: CustomerColumns;
  /** How the chances to buy are said, and how they did in the back-tests. */
  readonly chances: Readonly<Record<ChanceDays, ChanceRule>>;
  /** Customers the models did not learn from, by their index in the log; null where nobody was to be set apart. */
  readonly unusual: ReadonlyMap<number, UnusualBecause> | null;
  /** How far off sums are, one per horizon. */
  readonly spreads: readonly Spread[];
  /** How much of the value of the next twelve months falls in each of them, before discounting. */
  readonly valueByMonth: readonly number[];
  /** The customers who are still to come, or why nobody can say. */
  readonly arrivals: ArrivalOutlook | Reason;
}

/** Of a larger shop, so many customers say how far off its forecasts were. */
const LARGEST_SAMPLE = 20_000;

export type ShopForecastResult =
  ReadyForecast | { readonly status: "insufficient"; readonly shortage: ForecastShortage };

/**
 * The forecast of a shop at the end of a day: which models, how good they were on its own history, and what they expect
 * of each customer. The same input gives the same result; days of the log after `asOfDay` are not looked at.
 */
export function forecastShop(log: PurchaseLog, asOfDay: number, options: ForecastShopOptions): ShopForecastResult {
  const { horizonsMonths, hasPrior = true, setsApart = true, annualDiscountPercent = 0 } = options;
  const snapshot = snapshotAt(log, asOfDay);
  const longest = snapshot.at.tenureDays.reduce((most, tenure) => Math.max(most, tenure), 0);
  const shortage = forecastShortage(
    {
      customers: snapshot.at.count,
      repeaters: repeatersIn(snapshot),
      firstDay: snapshot.at.count > 0 ? dayFromNumber(asOfDay - longest) : null,
    },
    dayFromNumber(asOfDay),
  );
  if (shortage) return { status: "insufficient", shortage };

  const parted = setsApart ? setApart(snapshot, { hasPrior }) : allTogether(snapshot);
  const models = shopModelsAt(parted.usualLog, asOfDay, { hasPrior });
  const days = horizonsMonths.map((months) => months * DAYS_PER_MONTH);
  const tested = backTested(models, asOfDay - longest, days, { hasPrior });
  const { choice } = tested;
  const season = choice.value.isSeasonal || choice.counts.isSeasonal ? models.season(choice.value, 365) : null;
  return {
    status: "forecast",
    counts: models.countFit(choice.counts.model),
    spends: spendsOf(models, choice),
    findings: [...findingsOf(models, choice), ...(parted.unusual.size > 0 ? (["unusual_set_apart"] as const) : [])],
    spendFrequencyCorrelation: correlationOf(models, choice),
    season,
    ...tested,
    horizonsMonths,
    columns: columnsOf(
      modelsOfEverybody(models, snapshot, parted),
      choice,
      horizonsMonths,
      tested.chances,
      annualDiscountPercent,
    ),
    unusual: setsApart ? parted.unusual : null,
  };
}

/** What earlier days of the shop tell. Their models end with them: those of the whole shop need the room. */
function backTested(
  models: ShopModels,
  firstDay: number,
  days: readonly number[],
  options: ModelOptions,
): Pick<ReadyForecast, "backTests" | "choice" | "chances" | "grade" | "spreads" | "valueByMonth" | "arrivals"> {
  const { log, lastDay: asOfDay } = models.snapshot;
  const cuts = backTestCuts(log, asOfDay, options);
  const choice = chooseForecast(cuts);
  const [newest] = cuts;
  const sample = everyNthCustomer(log, Math.ceil(log.customers.length / LARGEST_SAMPLE));
  const byDay = shopModelsByDay(sample, options);
  const modelsAt = (day: number) => (day === asOfDay && sample === log ? models : byDay(day));
  const past = pastErrors(modelsAt, choice, firstDay, asOfDay);
  return {
    backTests: cuts.map((cut) => reportOf(cut, choice)),
    choice,
    chances: byChanceDays((within) => chanceRule(cuts, choice.counts.model, within, asOfDay)),
    grade: newest ? gradeForecast(newest, choice, monthCoverage(past(Math.min(...days)))) : null,
    spreads: days.map((ahead) => spreadOf(past(ahead), ahead)),
    valueByMonth: valueByMonth(modelsAt(asOfDay), choice.value, OUTLOOK_MONTHS),
    arrivals: outlookShortage(arrivalsByMonth(log, asOfDay)) ?? arrivalOutlook(log, models, modelsAt, choice.value),
  };
}

function findingsOf(models: ShopModels, choice: ForecastChoice): ForecastFinding[] {
  const counts = models.countFit(choice.counts.model);
  const spends = spendsOf(models, choice);
  const correlation = correlationOf(models, choice);
  const findings: ForecastFinding[] = countFindings(counts, models.snapshot.grouping.groups);
  findings.push(...new Set(spends.flatMap(({ finding }) => finding ?? [])));
  if (correlation !== null && correlation > LARGEST_CORRELATION) findings.push("spend_follows_frequency");
  if (!choice.isSeasonKnown) findings.push("season_unknown");
  if (!counts.hasConverged || spends.some(({ hasConverged }) => !hasConverged)) findings.push("no_convergence");
  return findings;
}

function spendsOf(models: ShopModels, { value }: ForecastChoice): SpendFit[] {
  return basesOf(value).flatMap((basis) => models.spendFit(basis) ?? []);
}

/** The largest of those over the days that the value goes by. */
function correlationOf(models: ShopModels, { value }: ForecastChoice): number | null {
  const found = basesOf(value).flatMap((basis) => spendFrequencyCorrelation(models.spendSummaries(basis)) ?? []);
  return found.length > 0 ? Math.max(...found) : null;
}

function reportOf(cut: Cut, { counts, value }: ForecastChoice): BackTestReport {
  const plain = [...CLASSIC_MODELS.map(({ name }) => name), counts.model, value.model].flatMap((model) =>
    (["repeat", "both", "all"] as const).map((basis) => ({ model, basis, isLearned: false, isSeasonal: false })),
  );
  const recipes = new Map<string, ForecastRecipe>([...plain, counts, value].map((each) => [recipeName(each), each]));
  return {
    lastDay: cut.lastDay,
    horizonDays: cut.horizonDays,
    forecasts: [...Array.from(recipes.values(), cut.scores), cut.naive.pastRate, cut.naive.shopMean],
  };
}
