import { useState } from "react";
import type { ImportView } from "~/features/installation/import-view";
import { useVisiblePolling } from "~/ui/live-updates";

const POLL_MS = 2_000;
/** Shorter outages, such as a restart, are not worth a word. */
const UNREACHABLE_AFTER_MS = 15_000;

export interface LivePulse {
  readonly dataVersion: number;
  readonly pending: number;
  readonly isRebuilding: boolean;
  readonly forecastRun: string | null;
  readonly importState: ImportView;
}

/**
 * Asks every two seconds whether numbers changed and calls `onChange` when they did. What it returns is newer than
 * what the page was loaded with, or the same.
 */
export function usePulse(loaded: LivePulse, onChange: () => void) {
  const [answer, setAnswer] = useState<{ readonly since: LivePulse; readonly pulse: LivePulse }>();
  const [lastAnswerAt, setLastAnswerAt] = useState<number | null>(null);
  const [unreachableSince, setUnreachableSince] = useState<number | null>(null);
  // What a newer load says wins over an answer older than it.
  const current = answer && answer.since === loaded ? answer.pulse : loaded;

  useVisiblePolling(async (signal) => {
    try {
      const response = await fetch("/app/pulse", { signal, headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(`the pulse answered ${response.status}`);
      const pulse = (await response.json()) as LivePulse;
      setAnswer({ since: loaded, pulse });
      setLastAnswerAt(Date.now());
      setUnreachableSince(null);
      const hasChanged =
        pulse.dataVersion !== loaded.dataVersion ||
        pulse.forecastRun !== loaded.forecastRun ||
        pulse.importState.phase !== loaded.importState.phase;
      if (hasChanged) onChange();
    } catch (error) {
      if (signal.aborted) return;
      const since = lastAnswerAt ?? Date.now();
      if (lastAnswerAt === null) setLastAnswerAt(since);
      if (Date.now() - since > UNREACHABLE_AFTER_MS) setUnreachableSince(since);
      throw error;
    }
  }, POLL_MS);

  return { ...current, unreachableSince };
}
