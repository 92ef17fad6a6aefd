import { KINSHIPS, type ListRules, NO_RULES, VENDOR_CHOICES } from "~/domain/recommendations/showing/list-rules";
import { isShopifyId } from "~/domain/shopify-id";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { wordsOf } from "~/words/words";

/** What a merchant asks for on the page of recommendations. */
export type ListWish =
  | { readonly what: "rebuild" }
  | { readonly what: "check" }
  | { readonly what: "rules"; readonly rules: ListRules }
  | { readonly what: "pinTitle"; readonly productId: string; readonly title: string }
  | { readonly what: "pin" | "unpin" | "up" | "down"; readonly productId: string; readonly otherId: string }
  | { readonly what: "ban" | "allow"; readonly productId: string; readonly besideId: string | null };

const LONGEST_TAGS = 1_000;
const LARGEST_PERCENT = 100_000;

/** What a form of the page asks for, or one sentence that says what is wrong with it. */
export function readListWish(
  form: Readonly<Record<string, unknown>>,
): { readonly wish: ListWish } | { readonly error: string } {
  const say = wordsOf(RECOMMENDATION_TEXTS);
  const noSuchWish = { error: say("wish.unknown") };
  const what = form.intent;
  if (what === "rebuild") return { wish: { what } };
  if (what === "check") return { wish: { what } };
  if (what === "rules") {
    const rules = readRules(form);
    return rules === null ? { error: say("rules.wrongPercent") } : { wish: { what, rules } };
  }
  const productId = idIn(form.product);
  if (productId === null) return noSuchWish;
  if (what === "pinTitle") {
    const title = String(form.title ?? "").trim();
    return title === "" ? { error: say("wish.noTitle") } : { wish: { what, productId, title } };
  }
  const otherId = idIn(form.other);
  if (what === "ban" || what === "allow") return { wish: { what, productId, besideId: otherId } };
  const isOfPair = what === "pin" || what === "unpin" || what === "up" || what === "down";
  return isOfPair && otherId !== null ? { wish: { what, productId, otherId } } : noSuchWish;
}

/** Null where a percentage is none. */
function readRules(form: Readonly<Record<string, unknown>>): ListRules | null {
  const lowestPercent = percentIn(form.lowest);
  const highestPercent = percentIn(form.highest);
  if (lowestPercent === undefined || highestPercent === undefined) return null;
  if (lowestPercent !== null && highestPercent !== null && lowestPercent > highestPercent) return null;
  const oneOf = <T extends string>(field: unknown, values: readonly T[], otherwise: T) =>
    values.find((value) => value === field) ?? otherwise;
  return {
    allowSoldOut: form.soldOut === "yes",
    kinship: oneOf(form.kinship, KINSHIPS, NO_RULES.kinship),
    vendors: oneOf(form.vendors, VENDOR_CHOICES, NO_RULES.vendors),
    lowestPercent,
    highestPercent,
    excludedTags: String(form.tags ?? "")
      .slice(0, LONGEST_TAGS)
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
  };
}

/** Null where nothing is asked for, undefined where it is no whole percentage. */
function percentIn(field: unknown): number | null | undefined {
  const text = String(field ?? "")
    .replace("%", "")
    .trim();
  if (text === "") return null;
  return /^\d+$/.test(text) && Number(text) <= LARGEST_PERCENT ? Number(text) : undefined;
}

function idIn(field: unknown): string | null {
  return isShopifyId(field) ? field : null;
}
