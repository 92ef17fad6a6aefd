import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { dayFromNumber, type ShopDay } from "~/domain/time/shop-time";
import { driftingShops } from "./drifting-shops";
import { type JudgedRange, judgeRanges, rangeScores, type RangeScore } from "./evaluate-ranges";
import { logsInFolder } from "./log-folder.server";

/** Ranges of one log. */
export interface LogRanges {
  readonly log: string;
  readonly customers: number;
  readonly from: ShopDay;
  readonly to: ShopDay;
  readonly intervals: readonly RangeScore[];
}

export interface RangesOfLogs {
  readonly logs: readonly LogRanges[];
  /** Files that are no log of purchases. */
  readonly leftOut: readonly { readonly file: string; readonly because: string }[];
  /** Of all logs together. */
  readonly intervals: readonly RangeScore[];
}

/** Ranges of every log in a folder, if one is named, and of three simulated shops that drift. */
export async function rangesOfLogs(folder: string | null): Promise<RangesOfLogs> {
  const logs: LogRanges[] = [];
  const leftOut: { file: string; because: string }[] = [];
  const all: JudgedRange[] = [];
  const judge = (name: string, log: PurchaseLog, firstProducts: readonly string[] | null) => {
    const judged = judgeRanges(log, firstProducts);
    const days = log.days.toSorted();
    const [from, to] = [dayFromNumber(days[0]!), dayFromNumber(days.at(-1)!)];
    logs.push({ log: name, customers: log.customers.length, from, to, intervals: rangeScores(judged) });
    for (const each of judged) all.push(each);
  };
  for await (const each of logsInFolder(folder)) {
    if (each.because === null) judge(each.file, each.log, each.firstProducts);
    else leftOut.push({ file: each.file, because: each.because });
  }
  for (const { name, log, firstProducts } of driftingShops()) judge(name, log, firstProducts);
  return { logs, leftOut, intervals: rangeScores(all) };
}
