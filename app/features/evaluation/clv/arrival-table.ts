import type { ArrivalsOfLogs } from "./arrival-folder.server";
import type { OutlookScore } from "./evaluate-arrivals";

/** The same as the JSON, to be read by people. */
export function arrivalsTable({ logs, simulated }: ArrivalsOfLogs): string {
  return [
    ...logs.flatMap(({ log, shown, tooYoung }) => [
      "",
      log,
      ...scoreLines(shown),
      ...(tooYoung.length > 0 ? ["not shown, for want of history:", ...scoreLines(tooYoung)] : []),
    ]),
    "",
    "All simulated shops",
    ...scoreLines(simulated),
    "",
  ].join("\n");
}

const WORDS = { newCustomers: "new customers", arriving: "their value", together: "all value" } as const;

/** How often 80% ranges held, of how many, their median width over the forecast, and the error of its logarithm. */
function scoreLines(scores: readonly OutlookScore[]): string[] {
  if (scores.length === 0) return ["nothing to forecast"];
  return scores.map(({ of, months, forecasts, covered, medianWidth, error, bias, byName }) => {
    const held = `${Math.round((100 * covered) / forecasts)}% of ${forecasts}, ${medianWidth.toFixed(2)}`;
    const naive = Object.entries(byName).map(([name, own]) => `${name} ${own.toFixed(2)}`);
    return [
      `${WORDS[of]}, ${months} months`.padEnd(28),
      held.padEnd(20),
      `error ${error.toFixed(2)} bias ${bias.toFixed(2)}`.padEnd(24),
      naive.join(" "),
    ]
      .join("")
      .trimEnd();
  });
}
