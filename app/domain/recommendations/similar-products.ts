import type { Neighbour } from "./recommender";

/** Words in more than this share of the catalogue say nothing about a product. */
const COMMON_WORD_SHARE = 0.2;

/**
 * Finds products described alike: cosine of TF-IDF vectors over the words of their descriptions.
 *
 * @param descriptions - one text per product (title, type, tags), parallel to the catalogue.
 * @returns a function giving the products most alike to one, best first, scores in (0, 1].
 */
export function similarProducts(descriptions: readonly string[]): (product: number, limit: number) => Neighbour[] {
  const wordsOf = descriptions.map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []));
  const holders = new Map<string, number[]>();
  wordsOf.forEach((words, product) => {
    for (const word of words) {
      const products = holders.get(word);
      if (products) products.push(product);
      else holders.set(word, [product]);
    }
  });
  const mostHolders = Math.max(2, descriptions.length * COMMON_WORD_SHARE);
  const weight = (word: string) => {
    const count = holders.get(word)!.length;
    return count > mostHolders ? 0 : Math.log(1 + descriptions.length / count);
  };
  const norms = wordsOf.map((words) => Math.hypot(...[...words].map(weight)));

  return (product, limit) => {
    const dots = new Map<number, number>();
    for (const word of wordsOf[product]!) {
      const squared = weight(word) ** 2;
      if (squared === 0) continue;
      for (const other of holders.get(word)!) {
        if (other !== product) dots.set(other, (dots.get(other) ?? 0) + squared);
      }
    }
    return [...dots]
      .map(([other, dot]) => ({ product: other, score: dot / (norms[product]! * norms[other]!) }))
      .sort((a, b) => b.score - a.score || a.product - b.product)
      .slice(0, limit);
  };
}
