import ts from "typescript";

/** A small fault put into a source file. */
export interface Mutant {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line as written, without what surrounds it. */
  readonly code: string;
  /** What was changed into what. */
  readonly change: string;
  /** The whole file with the fault. */
  readonly source: string;
}

const { SyntaxKind } = ts;

const OPERATORS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, "<="],
  [SyntaxKind.LessThanEqualsToken, "<"],
  [SyntaxKind.GreaterThanToken, ">="],
  [SyntaxKind.GreaterThanEqualsToken, ">"],
  [SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [SyntaxKind.PlusToken, "-"],
  [SyntaxKind.MinusToken, "+"],
  [SyntaxKind.AsteriskToken, "/"],
  [SyntaxKind.SlashToken, "*"],
  [SyntaxKind.PercentToken, "*"],
  [SyntaxKind.AsteriskAsteriskToken, "*"],
  [SyntaxKind.AmpersandAmpersandToken, "||"],
  [SyntaxKind.BarBarToken, "&&"],
  [SyntaxKind.PlusEqualsToken, "-="],
  [SyntaxKind.MinusEqualsToken, "+="],
]);

/** Calls that are left out, so that what they are called on goes on unfiltered, unsorted or uncut. */
const DROPPED_CALLS = new Set(["filter", "sort", "toSorted", "reverse", "slice"]);
const SWAPPED_NAMES: ReadonlyMap<string, string> = new Map([
  ["every", "some"],
  ["some", "every"],
  ["min", "max"],
  ["max", "min"],
  ["floor", "ceil"],
  ["ceil", "floor"],
  ["round", "floor"],
]);

/**
 * Every small fault of a file, in the order of the text: a comparison or sign turned, a condition that always or never
 * holds, a number one too great, a filter or sort left out, a default or an answer missing. Types and texts stay.
 */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];

  function replace(node: ts.Node, by: string): void {
    mutants.push(mutantIn({ file, text, start: node.getStart(source), end: node.getEnd() }, by));
  }

  function decide(condition: ts.Expression): void {
    replace(condition, "true");
    replace(condition, "false");
  }

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isThrowStatement(node)) return;
    if (ts.isBinaryExpression(node)) {
      const swapped = OPERATORS.get(node.operatorToken.kind);
      if (swapped && !isText(node)) replace(node.operatorToken, swapped);
    } else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === SyntaxKind.MinusToken || node.operator === SyntaxKind.ExclamationToken) {
        replace(node, node.operand.getText(source));
      }
    } else if (ts.isNumericLiteral(node) && !isDefault(node)) {
      replace(node, String(Number(node.text.replaceAll("_", "")) + 1));
    } else if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword) {
      replace(node, node.kind === SyntaxKind.TrueKeyword ? "false" : "true");
    } else if (ts.isIfStatement(node)) {
      decide(node.expression);
    } else if (ts.isConditionalExpression(node)) {
      decide(node.condition);
    } else if (ts.isReturnStatement(node) && node.expression && node.expression.kind !== SyntaxKind.NullKeyword) {
      replace(node.expression, "null");
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: target, name } = node.expression;
      if (DROPPED_CALLS.has(name.text)) replace(node, target.getText(source));
      const swapped = SWAPPED_NAMES.get(name.text);
      if (swapped) replace(name, swapped);
    }
    ts.forEachChild(node, visit);
  }

  visit(source);
  return mutants;
}

/** Where in a file something is changed. */
interface Place {
  readonly file: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The file with something else in one place. */
export function mutantIn({ file, text, start, end }: Place, by: string): Mutant {
  const line = text.slice(0, start).split("\n").length;
  return {
    file,
    line,
    code: text.split("\n")[line - 1]!.trim(),
    change: `${shortened(text.slice(start, end))} -> ${shortened(by)}`,
    source: text.slice(0, start) + by + text.slice(end),
  };
}

/** What stands in for a missing value, mostly because the type asks for it. */
function isDefault({ parent }: ts.NumericLiteral): boolean {
  if (ts.isBindingElement(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.QuestionQuestionToken;
}

/** A sum of texts is no sum. */
function isText(node: ts.BinaryExpression): boolean {
  const isLiteral = (side: ts.Expression) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side);
  return isLiteral(node.left) || isLiteral(node.right);
}

const shortened = (code: string) => code.replace(/\s+/g, " ").slice(0, 80);
