import ts from "typescript";
import { type Mutant, mutantIn } from "./mutants";

/** What tells a statement, or a part of one, from other texts. */
const SQL = /\b(SELECT|UPDATE|DELETE FROM|INSERT INTO|CASE WHEN|COALESCE|BETWEEN|FILTER)\b|\w+(\.\w+)? (<>|>=|<=) /;

/** What is looked for, and what stands there instead. */
const FAULTS: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/(?<= )<(?= )/g, "<="],
  [/(?<= )<=(?= )/g, "<"],
  [/(?<= )>(?= )/g, ">="],
  [/(?<= )>=(?= )/g, ">"],
  [/(?<= )<>(?= )/g, "="],
  [/(?<= )=(?= '| \d)/g, "<>"],
  [/(?<= )\+(?= )/g, "-"],
  [/(?<= )-(?= )/g, "+"],
  [/\bOR\b(?! REPLACE)/g, "AND"],
  [/(?<!BETWEEN \S+ (?:[-+] \S+ )?)\bAND\b/g, "OR"],
  [/\bNOT (?!NULL|MATERIALIZED)/g, ""],
  [/\bIS NULL\b/g, "IS NOT NULL"],
  [/\bIS NOT NULL\b/g, "IS NULL"],
  [/\b(sum|min)(?=\()/g, "max"],
  [/\bmax(?=\()/g, "min"],
  [/\bGREATEST\b/g, "LEAST"],
  [/\bLEAST\b/g, "GREATEST"],
  [/ DESC\b/g, ""],
  [/(?<=[ ('])\d+(?=[ ),';\n]|$)/g, (number) => String(Number(number) + 1)],
];

/** Every small fault of the SQL in a file: a comparison or sign turned, a condition loosened, a constant one too great. */
export function sqlMutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];

  function putFaults(start: number, end: number): void {
    const sql = text.slice(start, end);
    for (const [pattern, by] of FAULTS) {
      for (const { index, 0: found } of sql.matchAll(pattern)) {
        const fault = typeof by === "string" ? by : by(found);
        mutants.push(mutantIn({ file, text, start: start + index, end: start + index + found.length }, fault));
      }
    }
  }

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isTemplateExpression(node) && SQL.test(node.getText(source))) {
      for (const part of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) {
        putFaults(part.getStart(source), part.getEnd());
      }
    } else if (ts.isStringLiteralLike(node) && SQL.test(node.text)) {
      putFaults(node.getStart(source), node.getEnd());
    }
    ts.forEachChild(node, visit);
  }

  visit(source);
  return mutants.sort((one, other) => one.line - other.line);
}
