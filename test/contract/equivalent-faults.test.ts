import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "~/process/project-root.server";
import { EQUIVALENT_MUTANTS } from "../mutation/equivalent";
import { subjectFiles } from "../mutation/subjects";

/** Every fault of a file, as the list of those without effect names it. */
const faults = new Map(
  subjectFiles().map(({ file, faultsOf }) => [
    file,
    new Set(
      faultsOf(file, readFileSync(join(projectRoot, file), "utf8")).map(({ code, change }) => `${code} ${change}`),
    ),
  ]),
);

describe("the faults listed as without effect", () => {
  it("are faults of the code as it is", () => {
    const gone = EQUIVALENT_MUTANTS.flatMap(({ file, code, changes }) =>
      changes
        .filter((change) => !faults.get(file)?.has(`${code} ${change}`))
        .map((change) => `${file}: ${code} ${change}`),
    );
    expect(gone).toEqual([]);
  });

  it("are listed once", () => {
    const lines = EQUIVALENT_MUTANTS.map(({ file, code }) => `${file}: ${code}`);
    expect(lines).toEqual([...new Set(lines)]);
  });
});
