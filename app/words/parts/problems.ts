import { problems as en } from "../en/parts/problems";
import { sayMessage, type MessageIn } from "../message";

const PROBLEM_TEXTS = { en };

/** What could not be used of an address. */
export type Problem = MessageIn<typeof en>;

export function sayProblem(problem: Problem, locale?: string): string {
  return sayMessage(PROBLEM_TEXTS, problem, locale);
}

/** What is wrong with each field, in sentences. */
export function sayProblems<Field extends string>(
  problems: Readonly<Partial<Record<Field, Problem>>>,
  locale?: string,
): Partial<Record<Field, string>> {
  const said = Object.entries<Problem | undefined>(problems).flatMap(([field, problem]) =>
    problem ? [[field, sayProblem(problem, locale)]] : [],
  );
  return Object.fromEntries(said) as Partial<Record<Field, string>>;
}
