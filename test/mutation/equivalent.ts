/** A fault no test can notice, because the numbers stay the same. */
export interface EquivalentMutant {
  readonly file: string;
  /** The line as written, without what surrounds it. */
  readonly code: string;
  /** What was changed into what; several changes of one line may share a reason. */
  readonly changes: readonly string[];
  readonly reason: string;
}

export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [];
