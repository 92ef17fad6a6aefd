import type { ICUArgs } from "use-intl/core";
import { wordsOf, type Family } from "./words";

type Texts = Readonly<Record<string, string>>;

type Arguments<Text extends string> = ICUArgs<
  Text,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: never }
>;

/** One message of a family as data: its key with what its sentence needs. Text is made where it is shown. */
export type MessageIn<Known extends Texts> = { [Key in keyof Known & string]: MessageOf<Known, Key> }[keyof Known &
  string];

export type MessageOf<Known extends Texts, Key extends keyof Known> = keyof Arguments<Known[Key]> extends never
  ? { readonly key: Key }
  : { readonly key: Key; readonly values: Arguments<Known[Key]> };

/** @param locale - of the reader; English where it is left out. */
export function sayMessage<Known extends Texts>(
  family: Family<Known>,
  message: { readonly key: string; readonly values?: object },
  locale?: string,
): string {
  // The types of a family that may be any promise nothing; those of the message held when it was made.
  const say = wordsOf(family, locale) as unknown as (key: string, values?: object) => string;
  return say(message.key, message.values);
}
