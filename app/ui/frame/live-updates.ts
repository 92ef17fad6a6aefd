import { useEffect, useRef, useState } from "react";
import { useWords } from "~/ui/format/use-words";
import { LIVE_TEXTS } from "~/words/parts/live";

/** How long a number that changed by itself stays marked. */
const MARK_MS = 8_000;

export interface LiveValue {
  readonly key: string;
  readonly label: string;
  /** As shown. */
  readonly text: string;
}

/**
 * Which of the values changed by themselves just now, and what to read out. A change of `view` (the address) is the
 * reader's own doing and marks nothing.
 */
export function useLiveChanges(values: readonly LiveValue[], view: string, version: number) {
  const say = useWords(LIVE_TEXTS);
  const seen = useRef({ values, view, version });
  const [marked, setMarked] = useState<{ readonly keys: ReadonlySet<string>; readonly announcement: string }>({
    keys: new Set(),
    announcement: "",
  });

  useEffect(() => {
    const before = seen.current;
    seen.current = { values, view, version };
    if (before.view !== view || before.version === version) return;
    const changed = changedValues(before.values, values);
    if (changed.length === 0) return;
    const numbers = changed.map(({ label, text }) => say("number", { label, value: text })).join(", ");
    setMarked({ keys: new Set(changed.map(({ key }) => key)), announcement: say("changed", { numbers }) });
  }, [values, view, version, say]);

  useEffect(() => {
    if (marked.keys.size === 0) return;
    const timer = setTimeout(() => setMarked({ keys: new Set(), announcement: "" }), MARK_MS);
    return () => clearTimeout(timer);
  }, [marked]);

  return marked;
}

export function changedValues(before: readonly LiveValue[], after: readonly LiveValue[]): LiveValue[] {
  const old = new Map(before.map(({ key, text }) => [key, text]));
  return after.filter(({ key, text }) => old.has(key) && old.get(key) !== text);
}

/** Calls `check` every `intervalMs` while the page is visible, at once when it becomes so, never twice at a time. */
export function useVisiblePolling(check: (signal: AbortSignal) => Promise<void> | void, intervalMs: number) {
  const latest = useRef(check);
  useEffect(() => {
    latest.current = check;
  }, [check]);

  useEffect(() => {
    const stop = new AbortController();
    let isRunning = false;
    const tick = async () => {
      if (isRunning || document.visibilityState !== "visible") return;
      isRunning = true;
      try {
        await latest.current(stop.signal);
      } catch {
        // Offline or restarting: the numbers on the page stay, and the next tick asks again.
      } finally {
        isRunning = false;
      }
    };
    const timer = setInterval(() => void tick(), intervalMs);
    const onVisible = () => void tick();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [intervalMs]);
}
