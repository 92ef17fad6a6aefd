import { useState } from "react";
import { useVisiblePolling } from "~/ui/frame/live-updates";
import type { Pulse } from "./pulse";

const POLL_MS = 2_000;
/** Shorter outages, such as a restart, are not worth a word. */
const UNREACHABLE_AFTER_MS = 15_000;

/**
 * Asks every two seconds whether numbers changed and calls `onChange` when they did. What it returns is newer than
 * what the page was loaded with, or the same.
 */
export function usePulse(loaded: Pulse, onChange: () => void) {
  const [answer, setAnswer] = useState<{ readonly since: Pulse; readonly pulse: Pulse }>();
  const [lastAnswerAt, setLastAnswerAt] = useState<number | null>(null);
  const [unreachableSince, setUnreachableSince] = useState<number | null>(null);
  // What a newer load says wins over an answer older than it.
  const current = answer && answer.since === loaded ? answer.pulse : loaded;

  useVisiblePolling(async (signal) => {
    try {
      const response = await fetch("/app/pulse", { signal, headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(`the pulse answered ${response.status}`);
      const pulse = (await response.json()) as Pulse;
      setAnswer({ since: loaded, pulse });
      setLastAnswerAt(Date.now());
      setUnreachableSince(null);
      const hasChanged =
        pulse.dataVersion !== loaded.dataVersion ||
        (loaded.visitVersion !== null && pulse.visitVersion !== loaded.visitVersion) ||
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
