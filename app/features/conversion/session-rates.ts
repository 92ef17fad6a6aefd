import { FUNNEL_STEPS } from "~/domain/measurement/funnel";
import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import {
  sessionsWhere,
  type MeasuredSessions,
  type SessionCell,
  type SessionCounts,
} from "~/domain/metrics/totals/measured-totals";
import type { ComparedRate, FunnelRow, VisitSplit, VisitSplitRow } from "./conversion";

const NO_SESSIONS = because("noSessions");

const FUNNEL = ["sessions", ...FUNNEL_STEPS] as const;

/** A rate of these sessions beside that of the sessions they are compared with. */
function compared<Of>(now: Of, before: Of | null, rate: (of: Of) => MetricValue): ComparedRate {
  const [value, previous] = [rate(now), before === null ? null : rate(before)];
  return { value, previous, verdict: verdictOf(value, previous) };
}

/** All sessions and each step of the closed funnel, with the change of every step from the one before it. */
export function funnelRows(now: SessionCounts, before: SessionCounts | null): FunnelRow[] {
  return FUNNEL.map((step, index) => {
    const from = FUNNEL[index - 1];
    return {
      step,
      sessions: now[step],
      share: rateOf(now[step], now.sessions, NO_SESSIONS),
      onward: from === undefined ? null : compared(now, before, (of) => rateOf(of[step], of[from], NO_SESSIONS)),
    };
  });
}

const GROUP_OF: Readonly<Record<VisitSplit, (cell: SessionCell) => string>> = {
  device: ({ device }) => device,
  source: ({ source }) => source,
  landing: ({ landing }) => landing,
  visitor: ({ isNew }) => (isNew ? "new" : "returning"),
};

/** The sessions in groups, most sessions first, each with its conversion. */
export function splitRows(split: VisitSplit, now: MeasuredSessions, before: MeasuredSessions | null): VisitSplitRow[] {
  const groupOf = GROUP_OF[split];
  const all = sessionsWhere(now).sessions;
  return [...new Set(now.cells.map(groupOf))]
    .map((key) => {
      const own = (sessions: MeasuredSessions) => sessionsWhere(sessions, (cell) => groupOf(cell) === key);
      const counts = own(now);
      return {
        key,
        sessions: counts.sessions,
        share: counts.sessions / all,
        conversion: compared(counts, before && own(before), conversionOf),
      };
    })
    .sort((a, b) => b.sessions - a.sessions);
}

export function conversionOf({ completed, sessions }: { readonly completed: number; readonly sessions: number }) {
  return rateOf(completed, sessions, NO_SESSIONS);
}
