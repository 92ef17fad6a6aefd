import { wordsOf, type Family, type Messages, type Words } from "~/words/words";
import { useReaderLocale } from "./reader-locale";

/** The words of a family in the reader's language. */
export function useWords<const English extends Messages>(family: Family<English>): Words<English> {
  return wordsOf(family, useReaderLocale());
}
