import type { Certainty } from "~/domain/metrics/confidence/verdict";

const WORDS: Readonly<Record<Certainty, string | null>> = {
  sure: null,
  usual: "within the usual ups and downs",
  tooFew: "too few to be sure",
};

/** How sure it is, after what is said of a difference; null adds nothing to what is sure. */
export function certaintyWords(certainty: Certainty | null): string | null {
  return certainty === null ? "its usual ups and downs are not known" : WORDS[certainty];
}

/** What is said, and how sure it is. */
export function withCertainty(said: string, certainty: Certainty | null): string {
  const words = certaintyWords(certainty);
  return words === null ? said : `${said}, ${words}`;
}
