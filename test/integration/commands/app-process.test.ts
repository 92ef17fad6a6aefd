import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { type AppProcess, keepRunning } from "../../simulator/commands/app/app-process";

/** It only listens to its parent, and so ends at once. */
const ENDS_AT_ONCE = "test/simulator/commands/app/exit-with-parent.mjs";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const step of undo.splice(0)) await step();
});

it("gives up a process that keeps ending at its start, on a machine where each start takes long too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "comeback-process-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  // Every look at the clock finds twenty seconds gone.
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += 20_000));
  const told: string[] = [];
  const last = await new Promise<string>((resolve) => {
    const process: AppProcess = keepRunning({
      name: "web",
      script: ENDS_AT_ONCE,
      env: {},
      logFile: join(folder, "web.log"),
      onTrouble: (message, isOver) => (isOver ? resolve(message) : told.push(message)),
    });
    undo.push(() => process.stop());
  });
  expect(last).toMatch(/^The web process keeps ending \(exit code 0\)/);
  expect(told).toHaveLength(4);
});
