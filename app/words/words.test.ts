import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { wordsOf } from "./words";

const SHOES = {
  en: {
    sold: "{count, plural, one {One pair} other {{shown} pairs}} of the customer's shoes sold.",
    more: "See <link>all {shown}</link>.",
    size: { label: "Size" },
  },
} as const;

describe("wordsOf", () => {
  it("says one and many, with numbers as they were formatted", () => {
    const say = wordsOf(SHOES);
    expect(say("sold", { count: 1, shown: "1" })).toBe("One pair of the customer's shoes sold.");
    expect(say("sold", { count: 1200, shown: "1,200" })).toBe("1,200 pairs of the customer's shoes sold.");
    expect(say("size.label")).toBe("Size");
  });

  it("puts a part of a page into a sentence without parting it", () => {
    const link = (text: ReactNode) => createElement("a", { href: "/shoes" }, text);
    const linked = wordsOf(SHOES).rich("more", { shown: "12", link });
    expect(renderToStaticMarkup(linked)).toBe('See <a href="/shoes">all 12</a>.');
  });

  it("does not compile, and throws, for a message or an argument that is not there", () => {
    const say = wordsOf(SHOES);
    // @ts-expect-error There is no such message.
    expect(() => say("price")).toThrow("price");
    // @ts-expect-error The message needs its arguments.
    expect(() => say("sold")).toThrow("sold");
  });

  it("speaks the reader's language where the family has it, and English elsewhere", () => {
    const greeting = {
      en: { count: "{n, plural, one {one pair} other {many}}" },
      fr: { count: "{n, plural, one {une paire} other {beaucoup}}" },
    } as const;
    expect(wordsOf(greeting, "fr-CA")("count", { n: 0 })).toBe("une paire");
    expect(wordsOf(greeting, "de-DE")("count", { n: 0 })).toBe("many");
  });
});
