import { dirname, join, relative } from "node:path/posix";
import { ESLint } from "eslint";
import { expect } from "vitest";
import { projectRoot } from "~/process/project-root.server";

const eslint = new ESLint({ cwd: projectRoot });

/** ESLint's own rules put a remark before the sentence they were given. */
const REMARK = /^(Unexpected use of '\w+'|'[\w.]+' is restricted from being used)\. /;

/** What lint says of `lines`, each a probe of its own, in a file that need not exist: a list of sentences for each. */
async function verdicts(file: string, lines: readonly string[]): Promise<string[][]> {
  const [result] = await eslint.lintText(lines.join("\n"), { filePath: join(projectRoot, file) });
  const found = (result?.messages ?? []).filter(({ ruleId }) => /^comeback|^no-restricted|^null$/.test(String(ruleId)));
  return lines.map((_, index) =>
    found.filter(({ line }) => line === index + 1).map(({ message }) => message.replace(REMARK, "")),
  );
}

/** Every way to write an import of one module. */
export const importsOf = (specifier: string) => [
  `import { a } from "${specifier}";`,
  `import type { A } from "${specifier}";`,
  `import "${specifier}";`,
  `export { b } from "${specifier}";`,
  `export * from "${specifier}";`,
  `export const c = () => import("${specifier}");`,
  `export const d = () => import(\`${specifier}\`);`,
  `export type E = typeof import("${specifier}");`,
  `export const f = require("${specifier}");`,
];

/** Every way to write an import of one file of the project: by the alias where it is of the app, and relative. */
export function importsOfFile(from: string, file: string): string[] {
  const path = relative(dirname(from), file);
  const specifiers = [path.startsWith(".") ? path : `./${path}`];
  if (file.startsWith("app/")) specifiers.push(file.replace("app/", "~/"));
  return specifiers.flatMap(importsOf);
}

/** Expects each probe to be refused with `sentence` and nothing else. */
export async function expectRefused(from: string, probes: readonly string[], sentence: string) {
  expect(await verdicts(from, probes)).toEqual(probes.map(() => [sentence]));
}

export async function expectAllowed(from: string, probes: readonly string[]) {
  expect(await verdicts(from, probes)).toEqual(probes.map(() => []));
}
