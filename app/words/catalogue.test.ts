import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTranslator } from "use-intl/core";

type Messages = { readonly [key: string]: string | Messages };

const modules = import.meta.glob<Record<string, Messages>>("./en/**/*.ts", { eager: true });

const messages = Object.entries(modules).flatMap(([file, families]) =>
  Object.entries(families).flatMap(([name, family]) =>
    sentencesOf(family).map(([key, text]) => ({ file, name, key, text })),
  ),
);

function sentencesOf(family: Messages, path = ""): (readonly [key: string, text: string])[] {
  return Object.entries(family).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as const] : sentencesOf(value, `${path}${key}.`),
  );
}

/** What a native reader changed wherever it stood, each with what to write instead. */
const REFUSED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bfew data\b/i, "too little data"],
  [/, of (those|all)\b/i, "as a share of …"],
  [/\bby itself\b|\bby themselves\b/i, "automatically"],
  [/\bstands? in\b/i, "is used instead"],
  [/(?<!there )\b(is|are) no (?!longer)/i, "is not a"],
  [/\b\d+ times of \d+\b/i, "8 times in 10"],
  [/\d [%]/, "80% without a space"],
  [/\d(\.\d+)?x (more|than|that)\b/i, "twice as often as chance"],
  [/\bas so far\b|\bcustomers so far\b/i, "at the current pace"],
  [/\bnobody of\b/i, "no customers in"],
  [/\bwhat comes lies\b/i, "the actual value falls"],
  [/\bat the moment\b/i, "right now"],
  [/\bcould not be (taken|made)\b/i, "could not be saved, created"],
  [/\bdearer\b/i, "more expensive"],
  [/\b(knows|know) no\b/i, "does not know"],
  [/\b(neighbour|personalis|colour|favour|behaviour)/i, "American spelling"],
];

const MOST_WORDS = 25;

describe("the messages", () => {
  it.each(REFUSED)("do not say %s", (pattern) => {
    expect(messages.filter(({ text }) => pattern.test(text))).toEqual([]);
  });

  it("are calm", () => {
    expect(messages.filter(({ text }) => text.includes("!"))).toEqual([]);
  });

  it(`have at most ${MOST_WORDS} words a sentence`, () => {
    const long = messages.flatMap(({ key, text }) =>
      plain(text)
        .split(/[.:;](?:\s|$)/)
        .filter((sentence) => sentence.trim().split(/\s+/).length > MOST_WORDS)
        .map((sentence) => `${key}: ${sentence.trim()}`),
    );
    expect(long).toEqual([]);
  });

  it("leave numbers to the formatters", () => {
    expect(messages.filter(({ text }) => /#|\{\w+, (number|date|time)/.test(text))).toEqual([]);
  });

  it("can be read by the library, each of them", () => {
    for (const { key, text } of messages) {
      const say = createTranslator({
        locale: "en",
        messages: { text },
        onError: (error) => {
          if (error.code === "INVALID_MESSAGE") throw new Error(`${key}: ${error.message}`);
        },
      });
      say("text");
    }
  });
});

describe("the README", () => {
  const prose = readFileSync(new URL("../../README.md", import.meta.url), "utf8").replace(
    /```[\s\S]*?```|`[^`]*`/g,
    "",
  );

  it.each(REFUSED)("does not say %s", (pattern) => {
    expect(prose.split("\n").filter((line) => pattern.test(line))).toEqual([]);
  });

  it("is calm", () => {
    expect(prose.replace(/!\[/g, "[")).not.toMatch(/\w!/);
  });
});

/** A message without its arguments; of a choice, what each of its cases says. */
function plain(text: string): string {
  return text
    .replace(/\{\w+, (?:plural|select),/g, ". ")
    .replace(/\b(?:one|other|enough|unknown) \{/g, "")
    .replace(/[{}]/g, "");
}
