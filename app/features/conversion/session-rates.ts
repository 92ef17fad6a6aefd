import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import { sessionGroups, type SessionSplit } from "~/domain/metrics/splits/funnel";
import { sessionsWhere, type MeasuredSessions } from "~/domain/metrics/totals/measured-totals";
import type { VisitSplitRow } from "./conversion";

/** The sessions in groups, most sessions first, each with its conversion beside that of the earlier range. */
export function splitRows(
  split: SessionSplit,
  now: MeasuredSessions,
  before: MeasuredSessions | null,
): VisitSplitRow[] {
  const all = sessionsWhere(now).sessions;
  const earlier = new Map(before && sessionGroups(before, split).map(({ key, counts }) => [key, counts]));
  return sessionGroups(now, split).map(({ key, counts }) => {
    const value = conversionOf(counts);
    const previous = before && conversionOf(earlier.get(key) ?? { sessions: 0, completed: 0 });
    return {
      key,
      sessions: counts.sessions,
      share: counts.sessions / all,
      conversion: { value, previous, verdict: verdictOf(value, previous) },
    };
  });
}

export function conversionOf({
  completed,
  sessions,
}: {
  readonly completed: number;
  readonly sessions: number;
}): MetricValue {
  return rateOf(completed, sessions, because("noSessions"));
}
