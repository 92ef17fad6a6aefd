import { SOURCE_TEXTS } from "~/words/parts/sources";
import { wordsOf } from "~/words/words";

/** A source or channel in words, with Shopify's own name, which settings and files keep: "Point of sale (pos)". */
export function sourceWords(name: string, locale: string): string {
  const known = isKnown(name) ? name : /^\d+$/.test(name) ? "app" : null;
  if (known === null) return name;
  const say = wordsOf(SOURCE_TEXTS, locale);
  return say("named", { words: say(`known.${known}`), name });
}

const isKnown = (name: string): name is keyof typeof SOURCE_TEXTS.en.known =>
  Object.hasOwn(SOURCE_TEXTS.en.known, name);
