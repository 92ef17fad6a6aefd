/** One thing Shopify refused; `field` leads to it: `["metafields", "12", "value"]`. */
export interface UserError {
  readonly field?: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

export interface RefusedItem<Item> {
  readonly item: Item;
  readonly error: UserError;
}

/**
 * Sends items by a mutation that takes all of them or none. What the answer names is mended or left out and the rest is
 * sent again, so a bad item costs a call or two however many good ones stand beside it. Where an answer names none,
 * halves are sent.
 *
 * @param send - one call; gives what was refused, nothing when all was taken.
 * @param mend - gives what to send in place of the items named; an item refused again and again must become nothing.
 * @returns the items Shopify took, as they were sent.
 */
export async function sendAllOrNone<Item>(
  items: readonly Item[],
  send: (items: readonly Item[]) => Promise<readonly UserError[]>,
  mend: (refused: readonly RefusedItem<Item>[]) => Promise<readonly Item[]>,
): Promise<Item[]> {
  let rest = items;
  while (rest.length > 0) {
    const errors = await send(rest);
    const [first] = errors;
    if (first === undefined) return [...rest];
    const named = itemsNamed(errors, rest.length);
    if (named.size === 0 && rest.length > 1) {
      const half = Math.ceil(rest.length / 2);
      const taken = await sendAllOrNone(rest.slice(0, half), send, mend);
      return [...taken, ...(await sendAllOrNone(rest.slice(half), send, mend))];
    }
    if (named.size === 0) named.set(0, first);
    const mended = await mend([...named].map(([index, error]) => ({ item: rest[index]!, error })));
    rest = [...rest.filter((_, index) => !named.has(index)), ...mended];
  }
  return [];
}

/** The first error of each item named, by the item's place. */
function itemsNamed(errors: readonly UserError[], count: number): Map<number, UserError> {
  const named = new Map<number, UserError>();
  for (const error of errors) {
    const place = error.field?.find((part) => /^\d+$/.test(part));
    const index = Number(place);
    if (place !== undefined && index < count && !named.has(index)) named.set(index, error);
  }
  return named;
}
