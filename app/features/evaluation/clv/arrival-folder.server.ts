import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { arrivalScores, judgeArrivals, type JudgedOutlook, type OutlookScore } from "./evaluate-arrivals";
import { growingShops } from "./growing-shops";
import { logsInFolder } from "./log-folder.server";

/** Forecasts of new customers of one log, or of simulated shops of a kind. */
export interface LogArrivals {
  readonly log: string;
  /** Of forecasts the app would have shown. */
  readonly shown: readonly OutlookScore[];
  /** Of those it would not, for want of history. */
  readonly tooYoung: readonly OutlookScore[];
}

export interface ArrivalsOfLogs {
  readonly logs: readonly LogArrivals[];
  /** Of all simulated shops together. */
  readonly simulated: readonly OutlookScore[];
}

/** New customers of every log in a folder, if one is named, and of simulated shops of five kinds. */
export async function arrivalsOfLogs(folder: string | null): Promise<ArrivalsOfLogs> {
  const logs: LogArrivals[] = [];
  const add = (log: string, judged: readonly JudgedOutlook[]) => {
    if (judged.length === 0) return;
    const scores = (isShown: boolean) => arrivalScores(judged.filter((each) => each.isShown === isShown));
    logs.push({ log, shown: scores(true), tooYoung: scores(false) });
  };
  for await (const each of logsInFolder(folder)) if (each.because === null) add(each.file, judgeArrivals(each.log));
  const kinds = new Map<string, PurchaseLog[]>();
  for (const { kind, log } of growingShops()) kinds.set(kind, [...(kinds.get(kind) ?? []), log]);
  const simulated: JudgedOutlook[] = [];
  for (const [kind, own] of kinds) {
    const judged = own.flatMap(judgeArrivals);
    add(`simulated: ${kind}`, judged);
    for (const each of judged) if (each.isShown) simulated.push(each);
  }
  return { logs, simulated: arrivalScores(simulated) };
}
