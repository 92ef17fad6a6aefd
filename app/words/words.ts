import { createTranslator } from "use-intl/core";

/** Messages by their keys, which may be grouped. */
export interface Messages {
  readonly [key: string]: string | Messages;
}

/** One family of messages in every language there is. English is whole; its keys and arguments are what compiles. */
export interface Family<English extends Messages> {
  readonly en: English;
  readonly [language: string]: Messages;
}

/** Says the messages of a family: `t("key", { argument })` as text, `t.rich("key", { link })` with parts of a page in it. */
export type Words<English extends Messages> = ReturnType<typeof createTranslator<English>>;

const kept = new WeakMap<object, unknown>();

/**
 * The words of a family in the reader's language, English where there is none.
 *
 * Numbers, money and dates reach a message as text of the formatters. A count also comes as a number where it chooses
 * between one and many.
 *
 * @param locale - BCP 47; its language chooses among those the family has.
 * @throws {Error} when a message cannot be said, which its types rule out.
 */
export function wordsOf<const English extends Messages>(family: Family<English>, locale = "en"): Words<English> {
  const { language } = new Intl.Locale(locale);
  const spoken = language in family ? language : "en";
  const messages = family[spoken] as English;
  const known = kept.get(messages);
  if (known !== undefined) return known as Words<English>;
  const words = createTranslator<English>({ locale: spoken, messages, onError, timeZone: "UTC" });
  kept.set(messages, words);
  return words;
}

function onError(error: Error): never {
  throw error;
}
