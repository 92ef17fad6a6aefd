import { CHECKOUT_STEPS, FUNNEL_STEPS, type CheckoutStep, type FunnelStep } from "~/domain/measurement/funnel";
import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { verdictOf, type Verdict } from "~/domain/metrics/confidence/verdict";
import {
  sessionsWhere,
  type MeasuredSessions,
  type SessionCell,
  type SessionCounts,
} from "~/domain/metrics/totals/measured-totals";

/** What sessions are split by. */
export const SESSION_SPLITS = ["device", "source", "landing", "visitor"] as const;
export type SessionSplit = (typeof SESSION_SPLITS)[number];

/** Sessions that share a trait: a device, a source, the kind of page they began on, `new` or `returning`. */
export interface SessionGroup {
  readonly key: string;
  readonly counts: SessionCounts;
}

const TRAITS: Readonly<Record<SessionSplit, (cell: SessionCell) => string>> = {
  device: ({ device }) => device,
  source: ({ source }) => source,
  landing: ({ landing }) => landing,
  visitor: ({ isNew }) => (isNew ? "new" : "returning"),
};

/** The groups of a split, most sessions first; together they are all sessions. */
export function sessionGroups(sessions: MeasuredSessions, split: SessionSplit): SessionGroup[] {
  const traitOf = TRAITS[split];
  const keys = [...new Set(sessions.cells.map(traitOf))];
  return keys
    .map((key) => ({ key, counts: sessionsWhere(sessions, (cell) => traitOf(cell) === key) }))
    .sort((a, b) => b.counts.sessions - a.counts.sessions || a.key.localeCompare(b.key));
}

export interface FunnelStage {
  readonly step: "sessions" | FunnelStep;
  readonly sessions: number;
  /** Of all sessions. */
  readonly ofAll: MetricValue;
  /** Of the sessions that reached the step before. */
  readonly ofPrevious: MetricValue;
  /** The same in an earlier range; null without one. */
  readonly before: MetricValue | null;
  /** How the share of the step before stands to that of an earlier range; null without one. */
  readonly change: Verdict | null;
}

/**
 * The closed funnel, from all sessions to those with a completed checkout.
 *
 * @param before - of an earlier range, to compare each step with; null for none.
 */
export function funnelStages(now: SessionCounts, before: SessionCounts | null): FunnelStage[] {
  const steps = ["sessions", ...FUNNEL_STEPS] as const;
  const shareOf = (counts: SessionCounts, index: number) => {
    const step = steps[index] ?? "sessions";
    return rateOf(counts[step], counts[steps[Math.max(0, index - 1)] ?? "sessions"], because("noSessions"));
  };
  return steps.map((step, index) => {
    const ofPrevious = shareOf(now, index);
    const earlier = before && index > 0 ? shareOf(before, index) : null;
    return {
      step,
      sessions: now[step],
      ofAll: rateOf(now[step], now.sessions, because("noSessions")),
      ofPrevious,
      before: earlier,
      change: verdictOf(ofPrevious, earlier),
    };
  });
}

/** How many sessions reached each step of the checkout. Express wallets skip steps: who is further has been there. */
export function checkoutSteps(counts: SessionCounts): { readonly step: CheckoutStep; readonly sessions: number }[] {
  return CHECKOUT_STEPS.map((step) => ({ step, sessions: counts[step === "started" ? "checkout" : step] }));
}
