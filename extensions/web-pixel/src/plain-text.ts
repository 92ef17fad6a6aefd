const MOST_CHARACTERS = 100;
/** Addresses of mail, and digits enough for a number of a phone, a card or an order. */
const PERSONAL = /@|\d(?:[\s()./-]*\d){5}/;

/** What a shopper typed, cut to a length; nothing where it may be about a person. */
export function typedText(text: string): string | undefined {
  return PERSONAL.test(text) ? undefined : cut(text);
}

/** What a shop wrote into its links: numbers of campaigns are usual there. */
export function label(text: string | null): string | undefined {
  return text?.includes("@") ? undefined : cut(text ?? "");
}

const cut = (text: string) => text.trim().slice(0, MOST_CHARACTERS) || undefined;
