import type { Segment } from "~/domain/orders/segment";
import { PAGE_TEXTS } from "~/words/parts/page";
import { wordsOf } from "~/words/words";

/**
 * The segment in words, such as `first purchases, channel Online Store, without a discount`; empty for the whole shop.
 *
 * @param productTitle - of the first product, where it is known.
 */
export function segmentWords(segment: Segment, productTitle?: string): string {
  const { buyer, channel, country, firstProductId, hasDiscount } = segment;
  const say = wordsOf(PAGE_TEXTS);
  const words: string[] = [];
  if (buyer) words.push(say(`segment.${buyer}`));
  if (channel !== undefined) words.push(say("segment.channel", { name: channel }));
  if (country !== undefined) words.push(say("segment.country", { name: country }));
  if (firstProductId !== undefined) {
    const title = productTitle ?? say("segment.product", { id: firstProductId });
    words.push(say("segment.firstProduct", { title }));
  }
  if (hasDiscount !== undefined) words.push(say(hasDiscount ? "segment.withDiscount" : "segment.withoutDiscount"));
  return words.join(", ");
}
