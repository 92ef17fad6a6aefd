import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Figure } from "../../bench/figure";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

it("measures small shops quickly, and prints only figures whose goal holds", async () => {
  const args = ["--import", "tsx", "test/bench/run.ts", "--quick", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT });
  const { machine, figures } = JSON.parse(stdout) as { machine: unknown; figures: Figure[] };
  expect(machine).toEqual(expect.any(String));
  expect(figures.map(({ name }) => name)).toEqual(expect.arrayContaining(["import_chain", "recommendation_lists"]));
  for (const figure of figures) {
    expect(Object.keys(figure)).toEqual(["name", "value", "unit", "floor", "ratio", "goal", "pass"]);
    // What takes nothing at all is a publication without changes, and that alone.
    expect(figure.value > 0).toBe(figure.name !== "publish_calls_unchanged");
    expect(figure.pass).toBe(true);
    if (figure.floor !== null) expect(figure.ratio).toBe(figure.floor / figure.value);
  }
});
