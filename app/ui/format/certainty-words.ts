import type { Certainty } from "~/domain/metrics/confidence/verdict";
import { CHANGE_TEXTS } from "~/words/parts/changes";
import { wordsOf } from "~/words/words";

/** What is said of a difference, and how sure it is; null where nobody knows. Nothing is added to what is sure. */
export function withCertainty(said: string, certainty: Certainty | null, locale?: string): string {
  return wordsOf(CHANGE_TEXTS, locale)(`certainty.${certainty ?? "unknown"}`, { said });
}
