import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { BROWSER_HEADERS } from "./browser-headers";

const MOST_VISITS = 3;
const POLL_MS = 300;
const PROGRESS_MS = 3_000;
const REMINDER_MS = 20_000;

/**
 * Waits until the app at `url` answers, for as long as its processes live: when they do not, `signal` says so with the
 * reason. A slow machine takes its time; `remind` is called now and then meanwhile.
 */
export async function untilReady(url: string, signal: AbortSignal, remind: () => void = () => {}): Promise<void> {
  for (let remindedAt = performance.now(); ;) {
    const answer = await fetch(`${url}/readyz`, { signal }).catch(() => null);
    if (answer?.ok) return;
    signal.throwIfAborted();
    if (performance.now() - remindedAt >= REMINDER_MS) {
      remind();
      remindedAt = performance.now();
    }
    // Interrupted, it would reject with an error of its own; the reason is the next thing looked at.
    await delay(POLL_MS, undefined, { signal }).catch(() => {});
    signal.throwIfAborted();
  }
}

/**
 * Opens the app's first page as the admin's frame does, which installs it. Like a merchant who reloads, it asks again
 * when the app fails, and says so: an installation is safe to repeat.
 */
export async function openApp(page: string, signal: AbortSignal): Promise<void> {
  for (let visit = 1; ; visit++) {
    const answer = await fetch(page, { headers: BROWSER_HEADERS, redirect: "manual", signal });
    await answer.arrayBuffer();
    if (answer.ok) return;
    const what = `The app answered its first visit with status ${answer.status}`;
    if (answer.status < 500 || visit === MOST_VISITS) throw new Error(`${what}.`);
    process.stderr.write(`${what}; it is opened again.\n`);
    await delay(1_000, undefined, { signal });
  }
}

const pulse = z.object({
  importState: z.object({
    phase: z.string(),
    parts: z.array(z.object({ kind: z.string(), done: z.number(), expected: z.number().nullable() })),
    reason: z.string().nullable(),
    secondsLeft: z.number().nullable(),
    finishedAt: z.number().nullish(),
  }),
});
type ImportState = z.infer<typeof pulse>["importState"];

/** Follows the import by the app's own account of it until all is in; `say` gets a line every now and then. */
export async function untilImported(
  appUrl: string,
  sessionToken: () => string | Promise<string>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let lastLine = "";
  let saidAt = performance.now();
  for (;;) {
    const state = await askImport(appUrl, await sessionToken(), signal);
    // Partial and finished: Shopify gives no more than it gave.
    if (state?.phase === "ready" || (state?.phase === "partial" && state.finishedAt)) return;
    if (state?.phase === "failed") throw new Error(`The import failed: ${state.reason ?? "the app gave no reason"}`);
    const line = state === null ? lastLine : progress(state);
    if (line !== lastLine && performance.now() - saidAt >= PROGRESS_MS) {
      say(line);
      lastLine = line;
      saidAt = performance.now();
    }
    await delay(POLL_MS, undefined, { signal });
  }
}

/** Null while the app cannot be asked, as during a restart. */
async function askImport(appUrl: string, token: string, signal: AbortSignal): Promise<ImportState | null> {
  const headers = { ...BROWSER_HEADERS, accept: "application/json", authorization: `Bearer ${token}` };
  const answer = await fetch(`${appUrl}/app/pulse`, { headers, signal }).catch(() => null);
  signal.throwIfAborted();
  if (answer === null || !answer.ok) return null;
  return pulse.parse(await answer.json()).importState;
}

export interface Progress {
  readonly parts: readonly { readonly kind: string; readonly done: number; readonly expected: number | null }[];
  readonly secondsLeft: number | null;
}

export function progress({ parts, secondsLeft }: Progress): string {
  const known = parts.filter(({ done, expected }) => done > 0 || expected !== null);
  if (known.length === 0) return "Importing: Shopify is preparing the data";
  if (known.every(({ done, expected }) => expected !== null && done >= expected)) {
    return "Importing: everything has arrived, the numbers are worked out";
  }
  const counts = known.map(
    ({ kind, done, expected }) => `${kind} ${count(done)}${expected === null ? "" : ` of about ${count(expected)}`}`,
  );
  const left = secondsLeft === null ? "" : `, about ${Math.max(1, Math.round(secondsLeft))} s left`;
  return `Importing: ${counts.join(" · ")}${left}`;
}

const count = (number: number): string => number.toLocaleString("en-US");
