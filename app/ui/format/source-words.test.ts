import { expect, it } from "vitest";
import { sourceWords } from "./source-words";

it.each([
  ["web", "Online store (web)"],
  ["subscription_contract_checkout_one", "Subscription renewals (new checkout) (subscription_contract_checkout_one)"],
  ["3890849", "An app (3890849)"],
  ["Market stall", "Market stall"],
])("says %s in words where it is known, and by its own name", (name, words) => {
  expect(sourceWords(name, "en")).toBe(words);
});
